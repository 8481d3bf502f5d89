using Checklists.Workflows.Definitions;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// Moves a suspended instance to another version of its definition. That is possible when everything the instance stands in —
/// the activities that wait and the containers around them — exists in the other version with the same type.
/// </summary>
internal static class VersionMove
{
    /// <summary>Why an instance cannot be moved; empty when it can.</summary>
    public static IReadOnlyList<string> FindObstacles(InstanceState state, WorkflowDefinition from, WorkflowDefinition to)
    {
        if (state.Status != WorkflowStatus.Suspended || state.Queue.Count > 0)
        {
            return [$"流程实例现在是 {state.Status}，只有等待中（Suspended）的实例可以换版本。"];
        }

        return [.. state.Activities
            .Where(activity => activity.NodeId.Length > 0)
            .Select(activity => (activity.NodeId, Old: from.FindNode(activity.NodeId), New: to.FindNode(activity.NodeId)))
            .Where(place => place.New is null || place.New.Type != place.Old?.Type)
            .Select(place => place.New is null
                ? $"新版本里没有活动“{place.NodeId}”，而实例正停在那里。"
                : $"活动“{place.NodeId}”在新版本里的类型是 {place.New.Type}，原来是 {place.Old?.Type}。")
            .Distinct()];
    }

    /// <summary>Makes the state follow the other version. There must be no obstacles.</summary>
    public static void Apply(InstanceState state, WorkflowDefinition from, WorkflowDefinition to)
    {
        state.ContentHash = to.ContentHash;
        foreach (var variable in to.Variables)
        {
            state.Variables.TryAdd(variable.Name, ValueConversion.Default(variable));
        }

        foreach (var activity in state.Activities.Where(activity => activity.Flow is not null))
        {
            var (before, after) = (from.FindNode(activity.NodeId)!, to.FindNode(activity.NodeId)!);
            activity.Flow = Translate(activity.Flow!, before, after, state.TriggerActivityId);
        }
    }

    private static FlowScope Translate(FlowScope old, ActivityNode before, ActivityNode after, string? trigger)
    {
        var flow = new FlowScope(after);
        foreach (var node in after.Children)
        {
            flow.ActivityVisits[node.Index] = before.FindChild(node.Id) is { } known ? old.ActivityVisits[known.Index] : 0;
        }

        foreach (var connection in after.Connections)
        {
            if (before.Connections.FirstOrDefault(other => other.Key == connection.Key) is { } known)
            {
                flow.ConnectionVisits[connection.Index] = old.ConnectionVisits[known.Index];
                flow.LastFollowed[connection.Index] = old.LastFollowed[known.Index];
            }
        }

        SkipWhatWasPassed(flow, after, before, trigger);
        return flow;
    }

    /// <summary>New arrows and activities behind what has run already count as not taken, so that joins do not wait for them.</summary>
    private static void SkipWhatWasPassed(FlowScope flow, ActivityNode flowchart, ActivityNode before, string? trigger)
    {
        if (flowchart.FindStart(trigger) is not { } start)
        {
            return;
        }

        var graph = flowchart.GraphFrom(start);
        var known = before.Connections.Select(connection => connection.Key).ToHashSet(StringComparer.Ordinal);
        for (var hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach (var node in flowchart.Children)
            {
                var inbound = graph.ForwardInbound(node);
                if (before.FindChild(node.Id) is null && flow.ActivityVisits[node.Index] == 0 && inbound.Count > 0 && inbound.All(connection => flow.ConnectionVisits[connection.Index] > 0))
                {
                    flow.ActivityVisits[node.Index] = 1;
                    hasChanged = true;
                }
            }

            foreach (var connection in flowchart.Connections.Where(connection => !known.Contains(connection.Key)))
            {
                var visits = flow.ActivityVisits[connection.Source.Index];
                hasChanged |= flow.ConnectionVisits[connection.Index] < visits;
                flow.ConnectionVisits[connection.Index] = Math.Max(flow.ConnectionVisits[connection.Index], visits);
            }
        }
    }
}
