using System.Text.Json.Nodes;

namespace Checklists.Workflows.Bookmarks;

/// <summary>
/// A place where an instance waits. A <see cref="Stimulus"/> that names the same thing consumes it: the bookmark is deleted in the
/// very transaction that goes on from there, so nothing can go on from it twice.
/// </summary>
public sealed class Bookmark
{
    /// <summary>Unique over all instances: the instance's id and a number. For RunTask it is also the task's id.</summary>
    public required string Id { get; init; }

    /// <summary>What kind of thing is awaited, for example <c>Elsa.Event</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which one: an event's name, a task's name, a key chosen by a host activity.</summary>
    public required string Key { get; init; }

    /// <summary>The activity's id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The activity's path in the definition.</summary>
    public required string NodeId { get; set; }

    /// <summary>The activity instance that waits.</summary>
    public required int ActivityInstanceId { get; init; }

    /// <summary>What the activity wants whoever answers to know.</summary>
    public JsonNode? Payload { get; init; }

    /// <summary>When it is resumed by time; null when only a stimulus resumes it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the wait began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The bookmark names of the activities that come with the runtime.</summary>
public static class BookmarkNames
{
    /// <summary>Waits for an event; the key is its name.</summary>
    public const string Event = "Elsa.Event";

    /// <summary>Waits for a task's result; the key is its name.</summary>
    public const string RunTask = "Elsa.RunTask";

    /// <summary>Waits for a span of time.</summary>
    public const string Delay = "Elsa.Delay";

    /// <summary>Waits for an interval.</summary>
    public const string Timer = "Elsa.Timer";

    /// <summary>Waits for the next time of a cron expression.</summary>
    public const string Cron = "Elsa.Cron";

    /// <summary>Waits for a point in time.</summary>
    public const string StartAt = "Elsa.StartAt";

    /// <summary>Waits for a child workflow that was dispatched.</summary>
    public const string DispatchWorkflow = "Elsa.DispatchWorkflow";

    /// <summary>Waits for a child workflow that was run in place and suspended.</summary>
    public const string ExecuteWorkflow = "Elsa.ExecuteWorkflow";

    /// <summary>Waits before the next attempt at a host activity that failed.</summary>
    public const string Retry = "Checklists.Retry";
}
