using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// One execution of one activity: it is born when its work item is taken from the queue and forgotten when it has completed.
/// What is kept in an instance's state is therefore only what is still running, waiting or faulted.
/// </summary>
public sealed class ActivityInstance
{
    /// <summary>A number that is unique within the workflow instance and never used again.</summary>
    public required int Id { get; init; }

    /// <summary>The activity's path in the definition.</summary>
    public required string NodeId { get; set; }

    /// <summary>The container's instance; null for the workflow itself.</summary>
    public int? ParentId { get; init; }

    /// <summary>How far it has come.</summary>
    public ActivityStatus Status { get; set; }

    /// <summary>Which attempt at it this is, from 1. Only host activities are tried again.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Whether it was reached over a back edge; such a run is not counted as a visit by the joins.</summary>
    public bool ByBackEdge { get; init; }

    /// <summary>Variables that live as long as this activity: a container's own, a loop's current value.</summary>
    public Dictionary<string, JsonNode?>? Variables { get; set; }

    /// <summary>Sequence and loops: how many children were begun.</summary>
    public int Position { get; set; }

    /// <summary>ParallelForEach: how many bodies have not completed yet.</summary>
    public int Remaining { get; set; }

    /// <summary>Loops: the items that are gone through, fixed when the loop begins.</summary>
    public JsonArray? Items { get; set; }

    /// <summary>Whether a Break was met inside.</summary>
    public bool IsBreaking { get; set; }

    /// <summary>Flowchart: how often its activities and connections were visited.</summary>
    public FlowScope? Flow { get; set; }

    /// <summary>The container's instance while in memory.</summary>
    [JsonIgnore]
    public ActivityInstance? Parent { get; set; }

    /// <summary>The activity in the definition while in memory; null only for the workflow itself.</summary>
    [JsonIgnore]
    public ActivityNode? Node { get; set; }

    /// <summary>The activity's id as journals and bookmarks show it.</summary>
    [JsonIgnore]
    public string ActivityId => Node?.Id ?? WorkflowDefinition.WorkflowActivityId;
}

/// <summary>How far one execution of an activity has come.</summary>
public enum ActivityStatus
{
    /// <summary>Begun and not completed: it runs now, waits at a bookmark, or its children run.</summary>
    Running,

    /// <summary>Done; its outcomes were followed.</summary>
    Completed,

    /// <summary>Given up because it was no longer wanted.</summary>
    Canceled,

    /// <summary>Failed for good; an incident says why.</summary>
    Faulted,
}
