using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Execution;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>What keeps instances going when nobody calls: recovery after a crash, timers, batches, and what an operator does.</summary>
public sealed partial class PostgresWorkflowRuntime
{
    /// <summary>
    /// To be called at start, and now and then: runs on every instance that a crash or stop left in the middle, delivers stimuli that
    /// were stored but not delivered, and hands out open tasks again. Instances that another process runs right now are left to it.
    /// </summary>
    /// <returns>How many stimuli were delivered and instances run.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken = default)
    {
        await ExecuteAsync(new NpgsqlCommand("DELETE FROM workflow_stimulus WHERE stage = 1 AND expires_at < $1") { Parameters = { new() { Value = _clock.GetUtcNow() } } }, null, cancellationToken);
        var matched = await IdsAsync(
            """
            SELECT DISTINCT stimulus.id FROM workflow_stimulus AS stimulus
            JOIN workflow_bookmark AS bookmark ON bookmark.name = stimulus.name AND bookmark.key = stimulus.key
            WHERE stimulus.stage = 1 ORDER BY 1
            """,
            cancellationToken);
        foreach (var stimulusId in matched)
        {
            await DriveAllAsync(await DirectAsync(stimulusId, cancellationToken), waitsForLock: true, cancellationToken);
        }

        var done = await RunPendingAsync(cancellationToken);
        await DispatchAsync(await OpenTasksAsync(cancellationToken), cancellationToken);
        return done + matched.Count;
    }

    /// <summary>Resumes everything whose time has come, in order.</summary>
    /// <returns>How many timers fired.</returns>
    public async Task<int> FireDueTimersAsync(CancellationToken cancellationToken = default)
    {
        var fired = 0;
        while (!_stopping.IsCancellationRequested)
        {
            var due = await TextsAsync(
                """
                SELECT bookmark.id FROM workflow_bookmark AS bookmark
                JOIN workflow_instance AS instance ON instance.id = bookmark.instance_id AND instance.status NOT IN (3, 4, 5)
                WHERE bookmark.due_at <= $1 ORDER BY bookmark.due_at, bookmark.id LIMIT 500
                """,
                cancellationToken,
                _clock.GetUtcNow());
            if (due.Count == 0)
            {
                break;
            }

            foreach (var bookmarkId in due)
            {
                fired += await ResumeAsync(bookmarkId, null, cancellationToken) ? 1 : 0;
            }
        }

        return fired;
    }

    /// <summary>When the next timer is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextTimerAsync(CancellationToken cancellationToken = default)
    {
        await using var command = _database.CreateCommand(
            """
            SELECT bookmark.due_at FROM workflow_bookmark AS bookmark
            JOIN workflow_instance AS instance ON instance.id = bookmark.instance_id AND instance.status NOT IN (3, 4, 5)
            WHERE bookmark.due_at IS NOT NULL ORDER BY bookmark.due_at LIMIT 1
            """);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    /// <summary>Cancels an instance and, with it, the children it started.</summary>
    /// <returns>False when there is no such instance or it has ended.</returns>
    public async Task<bool> CancelAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var isCancelled = await DriveAndFollowAsync(instanceId, null, burst => burst.CancelInstance(), cancellationToken);
        foreach (var child in await TextsAsync("SELECT id FROM workflow_instance WHERE parent_id = $1 AND status NOT IN (3, 4, 5)", cancellationToken, instanceId))
        {
            await CancelAsync(child, cancellationToken);
        }

        return isCancelled;
    }

    /// <summary>Has the failed activities of an instance tried again.</summary>
    /// <returns>False when there is no such instance or it has no incident.</returns>
    public Task<bool> RetryAsync(string instanceId, CancellationToken cancellationToken = default) =>
        DriveAndFollowAsync(instanceId, null, burst => burst.RetryIncidents(), cancellationToken);

    /// <summary>Moves a suspended instance to the current version of its workflow.</summary>
    /// <returns>Why it cannot be moved; empty when it was moved, or follows the current version already.</returns>
    /// <exception cref="KeyNotFoundException">There is no such instance, or its workflow is no longer published.</exception>
    public async Task<IReadOnlyList<string>> MoveToCurrentVersionAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var drive = new Drive(instanceId, null, null);
        if (!await LockAsync(drive, connection, transaction, waitsForLock: true, cancellationToken))
        {
            throw new KeyNotFoundException($"There is no workflow instance '{instanceId}'.");
        }

        var state = drive.Burst!.State;
        var (from, to) = (drive.Burst.Definition, await FindCurrentAsync(state.DefinitionId, cancellationToken));
        if (from.ContentHash == to.ContentHash)
        {
            return [];
        }

        var obstacles = VersionMove.FindObstacles(state, from, to);
        if (obstacles.Count == 0)
        {
            VersionMove.Apply(state, from, to);
            var burst = new Burst(state, to, Environment(null, null));
            burst.LogMove(from.ContentHash);
            var writer = new StepWriter(_clock.GetUtcNow(), _options.EarlyStimulusLifetime);
            writer.Add(burst);
            await writer.WriteAsync(connection, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return obstacles;
    }

    /// <summary>
    /// Runs a batch of instances in one transaction: those that have not run, or were left in the middle, and that no other process
    /// runs. What needs a host activity is then run one by one, a transaction a step.
    /// </summary>
    /// <returns>How many instances were run.</returns>
    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await _definitions.RefreshAsync(cancellationToken);
            var due = new Queue<string>();
            await using var connection = await _database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var bursts = await LoadBatchAsync(connection, transaction, cancellationToken);
            if (bursts.Count == 0)
            {
                return 0;
            }

            var writer = new StepWriter(_clock.GetUtcNow(), _options.EarlyStimulusLifetime);
            foreach (var burst in bursts)
            {
                await burst.RunAsync(hostActivities: 0, _stopping.Token, cancellationToken);
                if (burst.HasWork)
                {
                    burst.State.Status = _stopping.IsCancellationRequested ? WorkflowStatus.Interrupted : burst.State.Status;
                    due.Enqueue(burst.State.InstanceId);
                }

                writer.Add(burst);
            }

            await writer.WriteAsync(connection, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await connection.CloseAsync();
            var drive = new Drive("", null, null);
            drive.Committed(writer);
            await FollowAsync(drive, due, cancellationToken);
            await DriveAllAsync(due, waitsForLock: true, cancellationToken);
            return bursts.Count;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<List<Burst>> LoadBatchAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = new List<InstanceRow>();
        await using (var command = new NpgsqlCommand($"SELECT {LoadColumns} FROM workflow_instance WHERE status IN (0, 1, 6) ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED", connection, transaction))
        {
            command.Parameters.Add(new() { Value = _options.BatchSize });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(InstanceRow.Read(reader));
            }
        }

        var bursts = new List<Burst>(rows.Count);
        foreach (var row in rows)
        {
            var definition = await _definitions.GetAsync(row.ContentHash, cancellationToken);
            bursts.Add(new Burst(row.ToState(definition), definition, Environment(null, null)));
        }

        return bursts;
    }

    private async Task<List<WorkflowTask>> OpenTasksAsync(CancellationToken cancellationToken)
    {
        var tasks = new List<WorkflowTask>();
        await using var command = _database.CreateCommand(
            """
            SELECT bookmark.id, bookmark.key, bookmark.payload, bookmark.instance_id FROM workflow_bookmark AS bookmark
            JOIN workflow_instance AS instance ON instance.id = bookmark.instance_id AND instance.status NOT IN (3, 4, 5)
            WHERE bookmark.name = $1 ORDER BY bookmark.created_at, bookmark.id
            """);
        command.Parameters.Add(new() { Value = BookmarkNames.RunTask });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tasks.Add(new WorkflowTask(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : JsonNode.Parse(reader.GetString(2)), reader.GetString(3)));
        }

        return tasks;
    }

    private async Task<List<long>> IdsAsync(string sql, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        await using var command = _database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }

    private async Task<List<string>> TextsAsync(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        var texts = new List<string>();
        await using var command = _database.CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
