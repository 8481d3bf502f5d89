using System.Text.Json.Nodes;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Journal;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>What can be asked about instances.</summary>
public sealed partial class PostgresWorkflowRuntime
{
    private const string SummaryColumns = "id, definition_id, content_hash, status, correlation_id, name, parent_id, created_at, updated_at, finished_at, incidents IS NOT NULL";

    /// <summary>Lists instances, the newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<InstanceSummary>> ListInstancesAsync(InstanceFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new InstanceFilter();
        await using var command = _database.CreateCommand(
            $"""
            SELECT {SummaryColumns} FROM workflow_instance
            WHERE ($1::text IS NULL OR definition_id = $1) AND ($2::smallint IS NULL OR status = $2) AND ($3::text IS NULL OR correlation_id = $3)
              AND (NOT $4 OR incidents IS NOT NULL)
            ORDER BY created_at DESC, id DESC LIMIT $5 OFFSET $6
            """);
        command.Parameters.Add(Nullable(filter.DefinitionId));
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Smallint, Value = filter.Status is { } status ? (short)status : DBNull.Value });
        command.Parameters.Add(Nullable(filter.CorrelationId));
        command.Parameters.Add(new() { Value = filter.OnlyWithIncidents });
        command.Parameters.Add(new() { Value = filter.Limit });
        command.Parameters.Add(new() { Value = filter.Offset });
        return await ReadAsync(command, ReadSummary, cancellationToken);
    }

    /// <summary>One instance with its whole state; null when there is none with this id.</summary>
    public async Task<InstanceDetails?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT {LoadColumns} FROM workflow_instance WHERE id = $1", connection) { Parameters = { new() { Value = instanceId } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var row = InstanceRow.Read(reader);
        var definition = await _definitions.GetAsync(row.ContentHash, cancellationToken);
        return new InstanceDetails(row.Id, row.Status, definition, row.ToState(definition));
    }

    /// <summary>The bookmarks at which an instance waits, the oldest first.</summary>
    public async Task<IReadOnlyList<BookmarkSummary>> ListBookmarksAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await using var command = _database.CreateCommand("SELECT id, instance_id, name, key, activity_id, payload, due_at, created_at FROM workflow_bookmark WHERE instance_id = $1 ORDER BY created_at, id");
        command.Parameters.Add(new() { Value = instanceId });
        return await ReadAsync(command, ReadBookmark, cancellationToken);
    }

    /// <summary>The open bookmarks with a name and key, the oldest first.</summary>
    public async Task<IReadOnlyList<BookmarkSummary>> FindBookmarksAsync(string name, string key, CancellationToken cancellationToken = default)
    {
        await using var command = _database.CreateCommand("SELECT id, instance_id, name, key, activity_id, payload, due_at, created_at FROM workflow_bookmark WHERE name = $1 AND key = $2 ORDER BY created_at, id");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = key });
        return await ReadAsync(command, ReadBookmark, cancellationToken);
    }

    /// <summary>An instance's journal from the beginning.</summary>
    public async Task<IReadOnlyList<JournalEntry>> GetJournalAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await using var command = _database.CreateCommand(
            "SELECT sequence, at, event, activity_id, node_id, activity_type, activity_instance_id, data FROM workflow_journal WHERE instance_id = $1 ORDER BY sequence");
        command.Parameters.Add(new() { Value = instanceId });
        return await ReadAsync(command, ReadEntry, cancellationToken);
    }

    /// <summary>How many instances of a workflow wait at each activity right now, by the activity's path.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="contentHash">Only this version; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyDictionary<string, long>> CountByActivityAsync(string definitionId, string? contentHash = null, CancellationToken cancellationToken = default)
    {
        await using var command = _database.CreateCommand(
            """
            SELECT bookmark.node_id, count(DISTINCT bookmark.instance_id) FROM workflow_bookmark AS bookmark
            JOIN workflow_instance AS instance ON instance.id = bookmark.instance_id
            WHERE instance.definition_id = $1 AND ($2::text IS NULL OR instance.content_hash = $2)
            GROUP BY bookmark.node_id
            """);
        command.Parameters.Add(new() { Value = definitionId });
        command.Parameters.Add(Nullable(contentHash));
        return (await ReadAsync(command, reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)), cancellationToken)).ToDictionary(StringComparer.Ordinal);
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(read(reader));
        }

        return items;
    }

    private static InstanceSummary ReadSummary(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), (WorkflowStatus)reader.GetInt16(3), Text(reader, 4), Text(reader, 5), Text(reader, 6),
        Time(reader, 7)!.Value, Time(reader, 8)!.Value, Time(reader, 9), reader.GetBoolean(10));

    private static BookmarkSummary ReadBookmark(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
        Text(reader, 5) is { } payload ? JsonNode.Parse(payload) : null, Time(reader, 6), Time(reader, 7)!.Value);

    private static JournalEntry ReadEntry(NpgsqlDataReader reader) => new(
        reader.GetInt32(0), Time(reader, 1)!.Value, (JournalEvent)reader.GetInt16(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetInt32(6),
        Text(reader, 7) is { } data ? JsonNode.Parse(data)!.AsObject() : null);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
