using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Execution;

/// <summary>Events that start a workflow: Event activities of the root that are marked as able to start it and have a fixed name.</summary>
internal static class WorkflowTriggers
{
    /// <summary>The activity of a definition that an event starts; null when there is none.</summary>
    public static ActivityNode? FindEvent(WorkflowDefinition definition, string eventName) => definition.Root.Children.FirstOrDefault(node =>
        node is { CanStartWorkflow: true, Type: "Elsa.Event" }
        && node.Inputs.TryGetValue("eventName", out var name) && name.Kind == ExpressionKind.Literal && name.Text == eventName);

    /// <summary>Makes a new instance begin at its trigger.</summary>
    public static void Apply(InstanceState state, ActivityNode trigger, JsonNode? payload)
    {
        state.TriggerActivityId = trigger.Id;
        state.TriggerPayload = payload?.DeepClone();
        state.IsTriggerPending = true;
    }
}
