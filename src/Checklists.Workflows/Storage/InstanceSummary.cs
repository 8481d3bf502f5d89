using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;

namespace Checklists.Workflows.Storage;

/// <summary>Which instances to list. What is null does not matter.</summary>
public sealed record InstanceFilter
{
    /// <summary>Only this workflow.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Only those that stand so.</summary>
    public WorkflowStatus? Status { get; init; }

    /// <summary>Only those with this business key.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only those with an incident nobody has acted on.</summary>
    public bool OnlyWithIncidents { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>How many to pass over.</summary>
    public int Offset { get; init; }
}

/// <summary>An instance in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DefinitionId">The workflow it follows.</param>
/// <param name="ContentHash">The version it is pinned to.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CorrelationId">Its business key.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The instance that started it.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When it last ran.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="HasIncidents">Whether it has an incident nobody has acted on.</param>
public sealed record InstanceSummary(
    string Id, string DefinitionId, string ContentHash, WorkflowStatus Status, string? CorrelationId, string? Name, string? ParentId,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, bool HasIncidents);

/// <summary>An instance with everything about it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Definition">The version it follows.</param>
/// <param name="State">Variables, bookmarks, incidents and so on; a copy.</param>
public sealed record InstanceDetails(string Id, WorkflowStatus Status, WorkflowDefinition Definition, InstanceState State);

/// <summary>A bookmark in a list.</summary>
/// <param name="Id">Its id; for RunTask also the task's id.</param>
/// <param name="InstanceId">The instance that waits.</param>
/// <param name="Name">What kind of thing is awaited.</param>
/// <param name="Key">Which one.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="Payload">What whoever answers should know.</param>
/// <param name="DueAt">When time resumes it.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record BookmarkSummary(
    string Id, string InstanceId, string Name, string Key, string ActivityId, JsonNode? Payload, DateTimeOffset? DueAt, DateTimeOffset CreatedAt);
