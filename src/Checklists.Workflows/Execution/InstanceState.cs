using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// Everything there is to know about a workflow instance between two bursts. It is plain data: written to the database as it is,
/// read back, and run on by any process that has the same definition.
/// </summary>
public sealed class InstanceState
{
    /// <summary>The instance's id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The workflow it follows.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version it is pinned to.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Where it stands.</summary>
    public WorkflowStatus Status { get; set; }

    /// <summary>The business key that ties events to it.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The name given by SetName.</summary>
    public string? Name { get; set; }

    /// <summary>The trigger activity that started it, when it was started by an event.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>What the trigger was started with.</summary>
    public JsonNode? TriggerPayload { get; set; }

    /// <summary>Whether the trigger has still to complete at once instead of waiting.</summary>
    public bool IsTriggerPending { get; set; }

    /// <summary>The instance that started this one as its child.</summary>
    public string? ParentInstanceId { get; set; }

    /// <summary>The parent's bookmark to resume at the end; null when the parent does not wait.</summary>
    public string? ParentBookmarkId { get; set; }

    /// <summary>What it was started with. Kept for the whole life, also over suspensions.</summary>
    public JsonObject Input { get; set; } = [];

    /// <summary>What SetOutput produced.</summary>
    public JsonObject Output { get; set; } = [];

    /// <summary>The workflow's variables by name.</summary>
    public Dictionary<string, JsonNode?> Variables { get; set; } = [];

    /// <summary>Last outputs of activities, by activity id, then output name.</summary>
    public Dictionary<string, Dictionary<string, JsonNode?>> ActivityOutputs { get; set; } = [];

    /// <summary>The last result an activity produced.</summary>
    public JsonNode? LastResult { get; set; }

    /// <summary>The activities that have begun and are not done.</summary>
    public List<ActivityInstance> Activities { get; set; } = [];

    /// <summary>What is to be done next, first in first out.</summary>
    public List<WorkItem> Queue { get; set; } = [];

    /// <summary>Where it waits.</summary>
    public List<Bookmark> Bookmarks { get; set; } = [];

    /// <summary>What went wrong and has not been put right.</summary>
    public List<Incident> Incidents { get; set; } = [];

    /// <summary>The next number for an activity instance or bookmark.</summary>
    public int NextNumber { get; set; } = 1;

    /// <summary>How many journal entries were written.</summary>
    public int JournalLength { get; set; }

    /// <summary>A new instance that has not run yet.</summary>
    /// <param name="instanceId">Its id.</param>
    /// <param name="definition">What it follows.</param>
    /// <param name="input">What it is started with.</param>
    /// <param name="correlationId">Its business key, if any.</param>
    public static InstanceState Create(string instanceId, WorkflowDefinition definition, JsonObject? input, string? correlationId) => new()
    {
        InstanceId = instanceId,
        DefinitionId = definition.DefinitionId,
        ContentHash = definition.ContentHash,
        CorrelationId = correlationId,
        Input = input ?? [],
        Queue = [new WorkItem { NodeId = "" }],
    };

    /// <summary>The state as UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, InstanceStateJson.Readable.InstanceState);

    /// <summary>Reads a state back.</summary>
    /// <exception cref="JsonException">The bytes are not a state.</exception>
    public static InstanceState FromBytes(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, InstanceStateJson.Readable.InstanceState) ?? throw new JsonException("The stored instance state is empty.");

    /// <summary>Links the activity instances and work items to their place in the definition after loading.</summary>
    /// <exception cref="InvalidOperationException">The state refers to an activity the definition does not have.</exception>
    internal void Attach(WorkflowDefinition definition)
    {
        var byId = Activities.ToDictionary(activity => activity.Id);
        foreach (var activity in Activities)
        {
            activity.Node = Find(definition, activity.NodeId);
            activity.Parent = activity.ParentId is { } parentId ? byId[parentId] : null;
        }

        foreach (var item in Queue)
        {
            item.Node = Find(definition, item.NodeId);
        }
    }

    private static ActivityNode? Find(WorkflowDefinition definition, string nodeId) => nodeId.Length == 0
        ? null
        : definition.FindNode(nodeId) ?? throw new InvalidOperationException($"Definition {definition.DefinitionId} ({definition.ContentHash}) has no activity {nodeId}.");
}

/// <summary>How the state is written: generated at compile time, without reflection; empty members are left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InstanceState))]
[JsonSerializable(typeof(List<Incident>))]
internal sealed partial class InstanceStateJson : JsonSerializerContext
{
    /// <summary>The same with Chinese text as it is, not as escapes.</summary>
    public static InstanceStateJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
