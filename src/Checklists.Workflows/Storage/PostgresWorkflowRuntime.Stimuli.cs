using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>How instances are resumed. Each way exists twice: at once, and enlisted in a caller's transaction for delivery after its commit.</summary>
public sealed partial class PostgresWorkflowRuntime
{
    /// <summary>Resumes one bookmark and runs its instance.</summary>
    /// <returns>False when the bookmark does not exist (any more).</returns>
    public Task<bool> ResumeAsync(string bookmarkId, JsonNode? payload, CancellationToken cancellationToken = default) =>
        DriveAndFollowAsync(InstanceOf(bookmarkId), new Impulse(bookmarkId, payload, null), null, cancellationToken);

    /// <summary>Stores in the caller's transaction that a bookmark is to be resumed; <see cref="RunPendingAsync"/> delivers it after the commit.</summary>
    public Task ResumeAsync(string bookmarkId, JsonNode? payload, NpgsqlTransaction enlist, CancellationToken cancellationToken = default) =>
        ExecuteAsync(InsertStimulus(2, InstanceOf(bookmarkId), new Stimulus(bookmarkId, null, null, null, payload)), enlist, cancellationToken);

    /// <summary>Resumes every bookmark with a name and key. When there is none yet, the stimulus waits for it.</summary>
    /// <returns>Whether a bookmark was resumed now.</returns>
    public Task<bool> ResumeAsync(string bookmarkName, string key, JsonNode? payload, CancellationToken cancellationToken = default) =>
        DeliverAsync(new Stimulus(null, bookmarkName, key, null, payload), cancellationToken);

    /// <summary>Stores in the caller's transaction that bookmarks with a name and key are to be resumed.</summary>
    public Task ResumeAsync(string bookmarkName, string key, JsonNode? payload, NpgsqlTransaction enlist, CancellationToken cancellationToken = default) =>
        ExecuteAsync(InsertStimulus(0, null, new Stimulus(null, bookmarkName, key, null, payload)), enlist, cancellationToken);

    /// <summary>
    /// Publishes an event: it starts the workflows that have it as trigger and resumes every instance that waits for it, with the
    /// correlation id if one is given. When nobody waits, it is kept for whoever waits first.
    /// </summary>
    public async Task PublishEventAsync(string name, string? correlationId = null, JsonNode? payload = null, CancellationToken cancellationToken = default)
    {
        await using (var connection = await _database.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await PublishEventAsync(name, correlationId, payload, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await RunPendingAsync(cancellationToken);
    }

    /// <summary>Publishes an event in the caller's transaction; <see cref="RunPendingAsync"/> delivers it after the commit.</summary>
    public Task PublishEventAsync(string name, string? correlationId, JsonNode? payload, NpgsqlTransaction enlist, CancellationToken cancellationToken = default) =>
        ExecuteAsync(InsertStimulus(0, null, new Stimulus(null, BookmarkNames.Event, name, correlationId, payload)), enlist, cancellationToken);

    /// <summary>Hands in a task's result and runs the instance that waits for it.</summary>
    /// <returns>False when the task is not open (any more).</returns>
    public Task<bool> CompleteTaskAsync(string taskId, JsonNode? result, CancellationToken cancellationToken = default) => ResumeAsync(taskId, result, cancellationToken);

    /// <summary>Stores a task's result in the caller's transaction; <see cref="RunPendingAsync"/> delivers it after the commit.</summary>
    public Task CompleteTaskAsync(string taskId, JsonNode? result, NpgsqlTransaction enlist, CancellationToken cancellationToken = default) =>
        ResumeAsync(taskId, result, enlist, cancellationToken);

    /// <summary>Delivers what was stored in callers' transactions and runs all instances that can run and that no other process runs.</summary>
    /// <returns>How many stimuli were delivered and instances run.</returns>
    public async Task<int> RunPendingAsync(CancellationToken cancellationToken = default)
    {
        var done = 0;
        foreach (var stimulusId in await IdsAsync("SELECT id FROM workflow_stimulus WHERE stage = 0 ORDER BY id", cancellationToken))
        {
            await DriveAllAsync(await DirectAsync(stimulusId, cancellationToken), waitsForLock: true, cancellationToken);
            done++;
        }

        var directed = await TextsAsync("SELECT instance_id FROM workflow_stimulus WHERE stage = 2 GROUP BY instance_id ORDER BY min(id)", cancellationToken);
        await DriveAllAsync(directed, waitsForLock: true, cancellationToken);
        for (int ran; !_stopping.IsCancellationRequested && (ran = await RunBatchAsync(cancellationToken)) > 0;)
        {
            done += ran;
        }

        return done + directed.Count;
    }

    private static string InstanceOf(string bookmarkId) =>
        bookmarkId.LastIndexOf('-') is var end and > 0 ? bookmarkId[..end] : throw new ArgumentException($"'{bookmarkId}' is not a bookmark id.", nameof(bookmarkId));

    private async Task<bool> DeliverAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        long id;
        await using (var command = InsertStimulus(0, null, stimulus))
        await using (var connection = await _database.OpenConnectionAsync(cancellationToken))
        {
            command.CommandText += " RETURNING id";
            command.Connection = connection;
            id = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        var instances = await DirectAsync(id, cancellationToken);
        await DriveAllAsync(instances, waitsForLock: true, cancellationToken);
        return instances.Count > 0;
    }

    /// <summary>
    /// Directs a stimulus to the bookmarks it matches, as one transaction: from then on each of them gets it exactly once.
    /// When none matches it becomes an early stimulus. An event also starts the workflows it triggers.
    /// </summary>
    /// <returns>The instances to run.</returns>
    private async Task<IReadOnlyList<string>> DirectAsync(long stimulusId, CancellationToken cancellationToken)
    {
        await _definitions.RefreshAsync(cancellationToken);
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockStimulusAsync(stimulusId, connection, transaction, cancellationToken) is not { } stimulus)
        {
            return [];
        }

        var instances = new List<string>();
        if (stimulus.Name == BookmarkNames.Event && !stimulus.IsEarly)
        {
            await TriggerAsync(stimulus, instances, transaction, cancellationToken);
        }

        await MatchAsync(stimulusId, stimulus, instances, connection, transaction, cancellationToken);
        var (sql, parameter) = instances.Count > 0
            ? ("DELETE FROM workflow_stimulus WHERE id = $1", stimulusId)
            : ("UPDATE workflow_stimulus SET stage = 1 WHERE id = $1", stimulusId);
        await using var command = new NpgsqlCommand(sql, connection, transaction) { Parameters = { new() { Value = parameter } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return instances;
    }

    private static async Task<StoredStimulus?> LockStimulusAsync(long id, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT name, key, correlation_id, payload, stage FROM workflow_stimulus WHERE id = $1 AND stage IN (0, 1) FOR UPDATE SKIP LOCKED") { Parameters = { new() { Value = id } } },
                new NpgsqlBatchCommand($"SELECT pg_advisory_xact_lock({StimulusLock.Expression("name", "key")}) FROM workflow_stimulus WHERE id = $1") { Parameters = { new() { Value = id } } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoredStimulus(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt16(4) == 1)
            : null;
    }

    private static async Task MatchAsync(long stimulusId, StoredStimulus stimulus, List<string> instances, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO workflow_stimulus (stage, instance_id, bookmark_id, payload, created_at, expires_at)
            SELECT 2, bookmark.instance_id, bookmark.id, stimulus.payload, stimulus.created_at, stimulus.expires_at
            FROM workflow_stimulus AS stimulus
            JOIN workflow_bookmark AS bookmark ON bookmark.name = stimulus.name AND bookmark.key = stimulus.key
            JOIN workflow_instance AS instance ON instance.id = bookmark.instance_id AND instance.status NOT IN (3, 4, 5)
            WHERE stimulus.id = $1 AND ($2::text IS NULL OR instance.correlation_id = $2)
            ORDER BY bookmark.created_at, bookmark.id
            RETURNING instance_id
            """,
            connection,
            transaction)
        {
            Parameters = { new() { Value = stimulusId }, Nullable(stimulus.CorrelationId) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetString(0) is var instance && !instances.Contains(instance))
            {
                instances.Add(instance);
            }
        }
    }

    private async Task TriggerAsync(StoredStimulus stimulus, List<string> instances, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var definition in _definitions.Current.Values)
        {
            if (WorkflowTriggers.FindEvent(definition, stimulus.Key) is { } trigger)
            {
                var input = new JsonObject { [InstanceRow.TriggerPayload] = stimulus.Payload is null ? null : JsonNode.Parse(stimulus.Payload) };
                var id = NewId();
                await ExecuteAsync(InsertInstance(id, definition, input, stimulus.CorrelationId, trigger.Id), transaction, cancellationToken);
                instances.Add(id);
            }
        }
    }

    private NpgsqlCommand InsertStimulus(short stage, string? instanceId, Stimulus stimulus)
    {
        var now = _clock.GetUtcNow();
        var command = new NpgsqlCommand(
            """
            INSERT INTO workflow_stimulus (stage, instance_id, bookmark_id, name, key, correlation_id, payload, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        command.Parameters.Add(new() { Value = stage });
        command.Parameters.Add(Nullable(instanceId));
        command.Parameters.Add(Nullable(stimulus.BookmarkId));
        command.Parameters.Add(Nullable(stimulus.Name));
        command.Parameters.Add(Nullable(stimulus.Key));
        command.Parameters.Add(Nullable(stimulus.CorrelationId));
        command.Parameters.Add(Nullable(stimulus.Payload?.ToJsonString(JsonText.Options)));
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + _options.EarlyStimulusLifetime });
        return command;
    }

    private sealed record StoredStimulus(string Name, string Key, string? CorrelationId, string? Payload, bool IsEarly);
}
