using System.Text.Json.Nodes;

namespace Checklists.Workflows.Bookmarks;

/// <summary>A task that a RunTask activity asks for.</summary>
/// <param name="TaskId">Its id, to be given back with the result; the id of the bookmark that waits for it.</param>
/// <param name="TaskName">What is to be done.</param>
/// <param name="Payload">With what.</param>
/// <param name="InstanceId">The instance that waits.</param>
public sealed record WorkflowTask(string TaskId, string TaskName, JsonNode? Payload, string InstanceId);

/// <summary>Has tasks done, for example by background jobs.</summary>
public interface IWorkflowTaskDispatcher
{
    /// <summary>
    /// Called for each new task after the step that asked for it has committed, and again for every task that is still open when a
    /// node recovers. It must not matter when it is called twice for the same task.
    /// </summary>
    ValueTask DispatchAsync(WorkflowTask task, CancellationToken cancellationToken);
}
