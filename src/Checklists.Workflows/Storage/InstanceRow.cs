using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>An instance's row as it is loaded to be run.</summary>
internal sealed record InstanceRow(
    string Id, string ContentHash, long Revision, WorkflowStatus Status, string? CorrelationId, string? Input, string? TriggerActivityId, byte[]? State)
{
    public static InstanceRow Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(2),
        reader.GetInt64(3),
        (WorkflowStatus)reader.GetInt16(4),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetFieldValue<byte[]>(8));

    /// <summary>The stored state, or a fresh one when nothing has run yet.</summary>
    public InstanceState ToState(WorkflowDefinition definition)
    {
        if (State is not null)
        {
            return InstanceState.FromBytes(State);
        }

        var input = Input is null ? null : JsonNode.Parse(Input)!.AsObject();
        var state = InstanceState.Create(Id, definition, input, CorrelationId);
        if (TriggerActivityId is not null && definition.Root.FindChild(TriggerActivityId) is { } trigger)
        {
            // The trigger's payload travels in the input under a name no definition uses.
            state.Input.Remove(TriggerPayload, out var payload);
            WorkflowTriggers.Apply(state, trigger, payload);
        }

        return state;
    }

    /// <summary>The name under which a trigger's payload is kept until the first burst.</summary>
    public const string TriggerPayload = "$trigger";
}
