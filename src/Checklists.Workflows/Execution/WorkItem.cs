using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// Something the burst has to do next: begin an activity, or go on with one that waited at a bookmark.
/// Work items wait in one first-in-first-out queue and are stored with the instance, so a burst that is cut off goes on where it was.
/// </summary>
public sealed class WorkItem
{
    /// <summary>The activity's path in the definition; empty for the workflow itself.</summary>
    public required string NodeId { get; set; }

    /// <summary>The container's instance that asked for it; null for the workflow itself.</summary>
    public int? OwnerId { get; init; }

    /// <summary>When resuming or trying again: the activity instance to go on with.</summary>
    public int? ActivityInstanceId { get; init; }

    /// <summary>When resuming: the name of the bookmark that was consumed.</summary>
    public string? BookmarkName { get; init; }

    /// <summary>When resuming: the result handed over.</summary>
    public JsonNode? Payload { get; init; }

    /// <summary>Whether the activity was reached over a back edge.</summary>
    public bool ByBackEdge { get; init; }

    /// <summary>Variables to declare on the new activity instance.</summary>
    public Dictionary<string, JsonNode?>? Variables { get; init; }

    /// <summary>The activity in the definition while in memory.</summary>
    [JsonIgnore]
    public ActivityNode? Node { get; set; }
}
