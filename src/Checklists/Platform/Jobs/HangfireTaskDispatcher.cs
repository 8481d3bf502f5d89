using System.Text.Json.Nodes;
using Checklists.Compliance;
using Checklists.Workflows.Bookmarks;
using Hangfire;

namespace Checklists.Platform.Jobs;

/// <summary>Turns the tasks that workflows wait for into jobs. The same task twice makes two jobs, of which the second finds nothing to do.</summary>
public sealed class HangfireTaskDispatcher(IBackgroundJobClient jobs) : IWorkflowTaskDispatcher
{
    /// <inheritdoc/>
    public ValueTask DispatchAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        if (task.TaskName != TownshipCompliance.TaskName)
        {
            throw new InvalidOperationException($"No job does the task “{task.TaskName}” of workflow instance {task.InstanceId}.");
        }

        var runId = Guid.Parse(Text(task.Payload, "runId"));
        var township = Text(task.Payload, "township");
        jobs.Enqueue<TownshipComplianceJob>(job => job.RunAsync(task.TaskId, runId, township, CancellationToken.None));
        return ValueTask.CompletedTask;
    }

    private static string Text(JsonNode? payload, string name) =>
        payload?[name]?.GetValue<string>() ?? throw new InvalidOperationException($"The task's payload lacks “{name}”.");
}
