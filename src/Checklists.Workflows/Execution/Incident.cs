using System.Text.Json.Nodes;

namespace Checklists.Workflows.Execution;

/// <summary>An activity failed for good. Everything somebody needs to understand it and to have it tried again.</summary>
public sealed class Incident
{
    /// <summary>The activity's id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The activity's path in the definition.</summary>
    public required string NodeId { get; init; }

    /// <summary>The activity's type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>The activity instance that failed.</summary>
    public required int ActivityInstanceId { get; init; }

    /// <summary>What went wrong.</summary>
    public required string Message { get; init; }

    /// <summary>The cause in technical detail: the exception's text.</summary>
    public string? Detail { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How many attempts were made.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>When the activity failed while resuming: the bookmark's name, so that a retry resumes it again.</summary>
    public string? BookmarkName { get; init; }

    /// <summary>When the activity failed while resuming: what was handed over.</summary>
    public JsonNode? Payload { get; init; }
}
