namespace Checklists.Workflows.Execution;

/// <summary>Where an instance stands. The numbers are Elsa's sub-statuses and are stored.</summary>
public enum WorkflowStatus
{
    /// <summary>Created; nothing has run yet.</summary>
    Pending = 0,

    /// <summary>Work is queued: a burst is under way or was cut off and goes on at the next start.</summary>
    Executing = 1,

    /// <summary>Waiting at bookmarks, or for somebody to act on an incident.</summary>
    Suspended = 2,

    /// <summary>Came to its end.</summary>
    Finished = 3,

    /// <summary>Cancelled by somebody.</summary>
    Cancelled = 4,

    /// <summary>Stopped by an incident.</summary>
    Faulted = 5,

    /// <summary>Work is queued and was set aside by an orderly stop.</summary>
    Interrupted = 6,
}

/// <summary>Questions about a status.</summary>
public static class WorkflowStatusExtensions
{
    /// <summary>Whether the instance has ended: Finished, Cancelled or Faulted.</summary>
    public static bool IsEnded(this WorkflowStatus status) => status is WorkflowStatus.Finished or WorkflowStatus.Cancelled or WorkflowStatus.Faulted;

    /// <summary>Whether the instance has work that can run at once.</summary>
    public static bool IsRunnable(this WorkflowStatus status) => status is WorkflowStatus.Pending or WorkflowStatus.Executing or WorkflowStatus.Interrupted;
}
