using System.Text.Json.Nodes;

namespace Checklists.Workflows.Journal;

/// <summary>A line of an instance's journal.</summary>
/// <param name="Sequence">Its number within the instance, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Event">What happened.</param>
/// <param name="ActivityId">The activity's id.</param>
/// <param name="NodeId">The activity's path in the definition; empty for the workflow itself.</param>
/// <param name="ActivityType">The activity's type.</param>
/// <param name="ActivityInstanceId">Which execution of the activity.</param>
/// <param name="Data">Outcomes, messages, bookmarks: what is worth knowing besides; null when there is nothing.</param>
public sealed record JournalEntry(
    int Sequence,
    DateTimeOffset At,
    JournalEvent Event,
    string ActivityId,
    string NodeId,
    string ActivityType,
    int ActivityInstanceId,
    JsonObject? Data);

/// <summary>What a journal line says. The numbers are stored.</summary>
public enum JournalEvent
{
    /// <summary>The activity began.</summary>
    Started = 1,

    /// <summary>The activity completed.</summary>
    Completed = 2,

    /// <summary>The activity waits at a bookmark.</summary>
    Suspended = 3,

    /// <summary>The activity goes on after a bookmark was consumed.</summary>
    Resumed = 4,

    /// <summary>The activity failed for good.</summary>
    Faulted = 5,

    /// <summary>The activity was given up.</summary>
    Canceled = 6,

    /// <summary>The activity failed and will be tried again.</summary>
    Retrying = 7,

    /// <summary>The instance was moved to another version of its definition.</summary>
    Migrated = 8,
}
