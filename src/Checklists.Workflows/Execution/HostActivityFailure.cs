namespace Checklists.Workflows.Execution;

/// <summary>A host activity failed inside a burst whose transaction must now be rolled back.</summary>
internal sealed class HostActivityFailure(string instanceId, int activityInstanceId, Exception cause)
    : Exception($"Activity instance {activityInstanceId} of workflow instance {instanceId} failed: {cause.Message}", cause)
{
    public string InstanceId { get; } = instanceId;

    public int ActivityInstanceId { get; } = activityInstanceId;

    public Exception Cause { get; } = cause;
}
