using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Activities;

/// <summary>
/// A flowchart: activities and the arrows between them. When one completes, every arrow that leaves it is <em>visited</em> and those
/// whose port is among the outcomes are <em>followed</em>. An activity with several inbound arrows is a <em>join</em>: it runs when all
/// of them were visited and one was followed (or, for a FlowJoin, as its mode says). Arrows that are not followed are passed on as
/// "skipped", so that a join does not wait for a branch that was never taken.
/// </summary>
internal sealed class Flowchart : ImmediateActivity
{
    public override string Type => "Elsa.Flowchart";

    public override void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes)
    {
        if (context.Environment.Activities.Find(child.Node).IsTerminal)
        {
            context.Complete();
            return;
        }

        if (!VisitOutbound(context, child.Node!, outcomes, child.ByBackEdge))
        {
            CompleteWhenIdle(context);
        }
    }

    public override void OnChildCanceled(ActivityContext context, ActivityInstance child)
    {
        CompleteWhenIdle(context);
        if (context.Instance.Status == ActivityStatus.Running)
        {
            VisitOutbound(context, child.Node!, [], byBackEdge: false);
        }
    }

    /// <summary>Gives up everything that still runs on the ways that lead to <paramref name="join"/>.</summary>
    public static void CancelInboundBranches(ActivityContext context, ActivityInstance flowchart, ActivityNode join)
    {
        var ancestors = GraphOf(context, flowchart).Ancestors(join);
        foreach (var running in context.State.Activities.Where(activity => activity.Parent == flowchart && ancestors.Contains(activity.Node!)).ToList())
        {
            context.Burst.Cancel(running);
        }
    }

    protected override void Execute(ActivityContext context)
    {
        context.DeclareVariables();
        context.Instance.Flow = new FlowScope(context.Node);
        if (context.Node.FindStart(context.State.TriggerActivityId) is { } start)
        {
            context.Schedule(start);
        }
        else
        {
            context.Complete();
        }
    }

    private static FlowGraph GraphOf(ActivityContext context, ActivityInstance flowchart) =>
        flowchart.Node!.GraphFrom(flowchart.Node.FindStart(context.State.TriggerActivityId)!);

    /// <returns>Whether anything was scheduled.</returns>
    private static bool VisitOutbound(ActivityContext context, ActivityNode source, IReadOnlyList<string> outcomes, bool byBackEdge)
    {
        var graph = GraphOf(context, context.Instance);
        var flow = context.Instance.Flow!;
        if (graph.IsUnreachable(source))
        {
            throw new InvalidOperationException($"Activity '{source.Id}' cannot be reached from the start of flowchart '{context.Node.Id}', so what follows it cannot be decided.");
        }

        // A run over a back edge is an extra one: counting it would make joins wait for arrows that are not due again.
        if (!byBackEdge)
        {
            flow.Visit(source);
        }

        var scheduled = false;
        foreach (var connection in graph.Outbound(source))
        {
            var followed = outcomes.Contains(connection.SourcePort);
            flow.Visit(connection, followed);
            scheduled |= graph.IsBackEdge(connection)
                ? followed && LoopBack(context, graph, connection)
                : Reach(context, graph, connection);
        }

        return scheduled;
    }

    private static bool LoopBack(ActivityContext context, FlowGraph graph, Connection connection)
    {
        if (!graph.IsProperLoop(connection))
        {
            throw new InvalidOperationException($"The loop from '{connection.Source.Id}' back to '{connection.Target.Id}' jumps into a branch: every way to '{connection.Source.Id}' must pass '{connection.Target.Id}'.");
        }

        context.Schedule(connection.Target, byBackEdge: true);
        return true;
    }

    private static bool Reach(ActivityContext context, FlowGraph graph, Connection connection)
    {
        var join = connection.Target;
        var inbound = graph.ForwardInbound(join);
        var flow = context.Instance.Flow!;
        switch (ModeOf(context, join))
        {
            case JoinMode.WaitAny:
                return ReachWaitAny(context, graph, connection);
            case JoinMode.WaitAll:
                return flow.AllVisited(inbound, join) && (flow.AllFollowed(inbound, join) ? Take(context, join) : Skip(context, join));
            default:
                return flow.AllVisited(inbound, join) && (flow.AnyFollowed(inbound, join) ? Take(context, join) : Skip(context, join));
        }
    }

    private static bool ReachWaitAny(ActivityContext context, FlowGraph graph, Connection connection)
    {
        var join = connection.Target;
        var inbound = graph.ForwardInbound(join);
        var flow = context.Instance.Flow!;
        if (flow.IsSpent(connection) || IsScheduledOrRunning(context, join))
        {
            return false;
        }

        if (flow.AnyFollowed(inbound, join))
        {
            Take(context, join);
            CancelInboundBranches(context, context.Instance, join);
            return true;
        }

        return flow.AllVisited(inbound, join) && Skip(context, join);
    }

    private static bool Take(ActivityContext context, ActivityNode node)
    {
        context.Schedule(node);
        return true;
    }

    private static bool Skip(ActivityContext context, ActivityNode node) => VisitOutbound(context, node, [], byBackEdge: false);

    private static bool IsScheduledOrRunning(ActivityContext context, ActivityNode join) =>
        context.State.Queue.Exists(item => item.OwnerId == context.Instance.Id && item.Node == join)
        || context.State.Activities.Exists(activity => activity.Parent == context.Instance && activity.Node == join && activity.Status == ActivityStatus.Running);

    private static JoinMode ModeOf(ActivityContext context, ActivityNode node)
    {
        if (node.Type != FlowJoin.TypeName)
        {
            return JoinMode.WaitAllActive;
        }

        if (!node.Inputs.TryGetValue("mode", out var expression))
        {
            return JoinMode.WaitAny;
        }

        var value = context.Environment.Expressions.Evaluate(expression, context.Scope);
        return value is null ? JoinMode.WaitAny
            : Enum.TryParse<JoinMode>(ValueConversion.ToText(value), ignoreCase: true, out var mode) ? mode
            : throw new InvalidOperationException($"FlowJoin '{node.Id}' has an unknown mode '{ValueConversion.ToText(value)}'.");
    }

    private static void CompleteWhenIdle(ActivityContext context)
    {
        var flowchart = context.Instance;
        var isBusy = context.State.Activities.Exists(activity => activity.Parent == flowchart && activity.Status is ActivityStatus.Running or ActivityStatus.Faulted)
            || context.State.Queue.Exists(item => IsInside(context.State, item.OwnerId, flowchart));
        if (!isBusy)
        {
            context.Complete();
        }
    }

    private static bool IsInside(InstanceState state, int? ownerId, ActivityInstance flowchart)
    {
        for (var owner = state.Activities.Find(activity => activity.Id == ownerId); owner is not null; owner = owner.Parent)
        {
            if (owner == flowchart)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>When a join runs. The names are Elsa's.</summary>
internal enum JoinMode
{
    /// <summary>As soon as one inbound arrow was followed; the other branches are given up.</summary>
    WaitAny,

    /// <summary>When every inbound arrow was followed.</summary>
    WaitAll,

    /// <summary>When every inbound arrow was visited and at least one was followed.</summary>
    WaitAllActive,
}
