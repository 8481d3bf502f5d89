using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;

namespace Checklists.Workflows.Activities;

/// <summary>An activity that starts another workflow.</summary>
internal abstract class ChildWorkflowActivity : Activity
{
    public override IReadOnlyList<ActivityInput> Inputs =>
        [new("workflowDefinitionId", IsRequired: true), new("input"), new("correlationId"), new("waitForCompletion"), new("channelName"), new("startNewTrace")];

    public override IReadOnlyList<string> Outputs => ["result"];

    public override bool Waits => true;

    public override ValueTask ResumeAsync(ActivityContext context, string bookmarkName, JsonNode? payload, CancellationToken cancellationToken)
    {
        context.SetOutput("result", payload);
        context.Complete();
        return ValueTask.CompletedTask;
    }

    protected static WorkflowDefinition FindDefinition(ActivityContext context)
    {
        var id = context.Text("workflowDefinitionId") ?? "";
        return context.Environment.FindDefinition(id) ?? throw new InvalidOperationException($"No published version of workflow definition with ID {id} found.");
    }

    protected static JsonObject ChildInput(ActivityContext context) => context.Input("input") switch
    {
        null => [],
        JsonObject input => (JsonObject)input.DeepClone(),
        JsonValue text when Expressions.ValueConversion.FromJsonText(text) is JsonObject input => input,
        _ => throw new InvalidOperationException("The child's input is not an object."),
    };
}

/// <summary>Starts another workflow that runs on its own; waits for its end when asked to, and then takes its output.</summary>
internal sealed class DispatchWorkflow : ChildWorkflowActivity
{
    public override string Type => "Elsa.DispatchWorkflow";

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var definition = FindDefinition(context);
        var input = ChildInput(context);
        var waits = context.Truth("waitForCompletion");
        var bookmark = waits ? context.Wait(BookmarkNames.DispatchWorkflow, definition.DefinitionId) : null;
        context.Burst.Dispatch(context.Instance, definition, input, context.Text("correlationId"), bookmark?.Id);
        if (!waits)
        {
            context.Complete();
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Runs another workflow in place. When it suspends and is to be waited for, this one waits until it ends.</summary>
internal sealed class ExecuteWorkflow : ChildWorkflowActivity
{
    public override string Type => "Elsa.ExecuteWorkflow";

    public override bool TouchesHost => true;

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var child = await context.Burst.RunInPlaceAsync(context.Instance, FindDefinition(context), ChildInput(context), context.Text("correlationId"), cancellationToken);
        if (!child.Status.IsEnded() && context.Truth("waitForCompletion"))
        {
            child.ParentBookmarkId = context.Wait(BookmarkNames.ExecuteWorkflow, child.InstanceId).Id;
            return;
        }

        context.SetOutput("result", new JsonObject
        {
            ["WorkflowDefinitionVersionId"] = null,
            ["WorkflowInstanceId"] = child.InstanceId,
            ["CorrelationId"] = null,
            ["Status"] = child.Status.IsEnded() ? 1 : 0,
            ["SubStatus"] = (int)child.Status,
            ["Output"] = child.Output.DeepClone(),
        });
        context.Complete();
    }
}
