using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>How instances are run: step after step, each one transaction, the instance's row locked meanwhile.</summary>
public sealed partial class PostgresWorkflowRuntime
{
    private const string LoadColumns = "id, definition_id, content_hash, revision, status, correlation_id, input, trigger_activity_id, state";

    /// <summary>Something to resume an instance with: from memory, or a stored stimulus that is deleted in the step that takes it.</summary>
    private sealed record Impulse(string BookmarkId, JsonNode? Payload, long? StimulusId)
    {
        public bool IsTaken { get; set; }
    }

    private delegate bool Intervention(Burst burst);

    /// <summary>Runs instances, and then those they have set off, until nothing is left.</summary>
    private async Task DriveAllAsync(IEnumerable<string> instanceIds, bool waitsForLock, CancellationToken cancellationToken)
    {
        var due = new Queue<string>(instanceIds);
        while (due.TryDequeue(out var id))
        {
            await DriveAsync(id, due, waitsForLock, impulse: null, intervention: null, cancellationToken);
        }
    }

    private async Task<bool> DriveAndFollowAsync(string instanceId, Impulse? impulse, Intervention? intervention, CancellationToken cancellationToken)
    {
        var due = new Queue<string>();
        var isTaken = await DriveAsync(instanceId, due, waitsForLock: true, impulse, intervention, cancellationToken);
        await DriveAllAsync(due, waitsForLock: true, cancellationToken);
        return isTaken;
    }

    /// <summary>Runs one instance until it waits or ends.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="due">Takes the instances that can run as a consequence.</param>
    /// <param name="waitsForLock">Whether to wait while another process runs the instance, or to leave it to that one.</param>
    /// <param name="impulse">What to resume it with first.</param>
    /// <param name="intervention">What to do to it first, such as a cancellation.</param>
    /// <param name="cancellationToken">Gives up; the step under way is rolled back.</param>
    /// <returns>Whether the impulse found its bookmark, or the intervention was possible.</returns>
    private async Task<bool> DriveAsync(string instanceId, Queue<string> due, bool waitsForLock, Impulse? impulse, Intervention? intervention, CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested)
        {
            return false;
        }

        Interlocked.Increment(ref _running);
        try
        {
            await _definitions.RefreshAsync(cancellationToken);
            var drive = new Drive(instanceId, impulse, intervention);
            await using var connection = await _database.OpenConnectionAsync(cancellationToken);
            while (await StepAsync(drive, connection, waitsForLock, cancellationToken))
            {
                await FollowAsync(drive, due, cancellationToken);
            }

            await FollowAsync(drive, due, cancellationToken);
            return drive.WasTaken;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>One step: lock, load, run, write, commit.</summary>
    /// <returns>Whether another step should follow.</returns>
    private async Task<bool> StepAsync(Drive drive, NpgsqlConnection connection, bool waitsForLock, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await LockAsync(drive, connection, transaction, waitsForLock, cancellationToken))
        {
            return false;
        }

        await using var scope = _scopes?.CreateAsyncScope();
        var burst = drive.Burst!;
        burst.Environment = Environment(new HostStep(scope?.ServiceProvider, connection, transaction), drive.Failures);
        try
        {
            if (!drive.Begin())
            {
                return false;
            }

            await burst.RunAsync(hostActivities: 1, _stopping.Token, cancellationToken);
        }
        catch (HostActivityFailure failure)
        {
            LogFailure(failure);
            await transaction.RollbackAsync(CancellationToken.None);
            drive.RollBack(failure);
            return true;
        }

        return await CommitAsync(drive, connection, transaction, cancellationToken);
    }

    private async Task<bool> CommitAsync(Drive drive, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var burst = drive.Burst!;
        if (burst.HasWork && _stopping.IsCancellationRequested)
        {
            burst.State.Status = WorkflowStatus.Interrupted;
        }

        var writer = new StepWriter(_clock.GetUtcNow(), _options.EarlyStimulusLifetime);
        writer.Add(burst);
        if (drive.Taken?.StimulusId is { } stimulusId)
        {
            writer.Consume(stimulusId);
        }

        await writer.WriteAsync(connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        drive.Committed(writer);
        burst.Effects.Clear();
        return (burst.HasWork || drive.HasImpulses) && !_stopping.IsCancellationRequested;
    }

    /// <summary>Locks the instance's row, loads its state unless we know the newest, and finds the stimuli directed to it.</summary>
    private static async Task<bool> LockRowAsync(Drive drive, NpgsqlConnection connection, NpgsqlTransaction transaction, bool waitsForLock, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand($"SELECT {LoadColumns} FROM workflow_instance WHERE id = $1 FOR UPDATE{(waitsForLock ? "" : " SKIP LOCKED")}")
                {
                    Parameters = { new() { Value = drive.InstanceId } },
                },
                new NpgsqlBatchCommand("SELECT id, bookmark_id, payload FROM workflow_stimulus WHERE instance_id = $1 AND stage = 2 ORDER BY id")
                {
                    Parameters = { new() { Value = drive.InstanceId } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        drive.Row = await reader.ReadAsync(cancellationToken) ? InstanceRow.Read(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        var stored = new List<Impulse>();
        while (await reader.ReadAsync(cancellationToken))
        {
            stored.Add(new Impulse(reader.GetString(1), reader.IsDBNull(2) ? null : JsonNode.Parse(reader.GetString(2)), reader.GetInt64(0)));
        }

        drive.SetStored(stored);
        return drive.Row is not null;
    }

    private async Task<bool> LockAsync(Drive drive, NpgsqlConnection connection, NpgsqlTransaction transaction, bool waitsForLock, CancellationToken cancellationToken)
    {
        if (!await LockRowAsync(drive, connection, transaction, waitsForLock, cancellationToken))
        {
            return false;
        }

        var row = drive.Row!;
        if (drive.Burst is null || drive.Revision != row.Revision)
        {
            var definition = await _definitions.GetAsync(row.ContentHash, cancellationToken);
            drive.Burst = new Burst(row.ToState(definition), definition, Environment(null, null));
            drive.Revision = row.Revision;
        }

        return true;
    }

    private BurstEnvironment Environment(HostStep? host, IReadOnlyDictionary<(string, int), Exception>? failures) => new()
    {
        Now = _clock.GetUtcNow(),
        NewId = NewId,
        Activities = _activities,
        Expressions = _expressions,
        FindDefinition = id => _definitions.Current.GetValueOrDefault(id),
        CronTimeZone = _options.CronTimeZone,
        Host = host,
        KnownFailures = failures,
        RollsBack = true,
    };

    /// <summary>After a commit: hand out tasks, deliver stimuli that were waiting, remember which instances can run now.</summary>
    private async Task FollowAsync(Drive drive, Queue<string> due, CancellationToken cancellationToken)
    {
        foreach (var writer in drive.TakeWritten())
        {
            writer.Runnable.ForEach(due.Enqueue);
            await DispatchAsync(writer.Tasks, cancellationToken);
            foreach (var stimulusId in writer.EarlyStimuli)
            {
                foreach (var id in await DirectAsync(stimulusId, cancellationToken))
                {
                    due.Enqueue(id);
                }
            }
        }
    }

    private async Task DispatchAsync(IEnumerable<WorkflowTask> tasks, CancellationToken cancellationToken)
    {
        if (_tasks is null)
        {
            return;
        }

        foreach (var task in tasks)
        {
            try
            {
                await _tasks.DispatchAsync(task, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The task is safe in its bookmark and is handed out again when a node recovers.
                _log.LogError(exception, "Task {TaskName} {TaskId} could not be dispatched", task.TaskName, task.TaskId);
            }
        }
    }

    private void LogFailure(HostActivityFailure failure) => _log.LogWarning(
        failure.Cause, "Activity instance {ActivityInstanceId} of workflow instance {InstanceId} failed; its step is rolled back", failure.ActivityInstanceId, failure.InstanceId);

    /// <summary>What is known while one instance is being run.</summary>
    private sealed class Drive(string instanceId, Impulse? impulse, Intervention? intervention)
    {
        private readonly List<StepWriter> _written = [];
        private List<Impulse> _stored = [];
        private Impulse? _impulse = impulse;
        private Intervention? _intervention = intervention;
        private Dictionary<(string, int), Exception>? _failures;

        public string InstanceId => instanceId;

        public InstanceRow? Row { get; set; }

        public Burst? Burst { get; set; }

        public long Revision { get; set; }

        public Impulse? Taken { get; private set; }

        public bool WasTaken { get; private set; }

        public bool HasImpulses => _impulse is not null || _stored.Count > (Taken?.StimulusId is null ? 0 : 1);

        public IReadOnlyDictionary<(string, int), Exception>? Failures => _failures;

        public void SetStored(List<Impulse> stored) => _stored = stored;

        /// <summary>Gives the burst something to do; false when there is nothing.</summary>
        public bool Begin()
        {
            Taken = null;
            if (_intervention is not null)
            {
                return _intervention(Burst!);
            }

            if (Burst!.HasWork)
            {
                return true;
            }

            // A stored stimulus whose bookmark is gone is taken too: it is then only deleted.
            if ((_impulse ?? _stored.FirstOrDefault()) is not { } next)
            {
                return false;
            }

            Taken = next;
            next.IsTaken = Burst.State.Bookmarks.Find(bookmark => bookmark.Id == next.BookmarkId) is { } bookmark && Burst.Resume(bookmark, next.Payload);
            return next.IsTaken || next.StimulusId is not null;
        }

        public void Committed(StepWriter writer)
        {
            Revision++;
            WasTaken |= _intervention is not null || (Taken is { StimulusId: null, IsTaken: true });
            _intervention = null;
            if (Taken is { StimulusId: null })
            {
                _impulse = null;
            }

            _failures = null;
            _written.Add(writer);
        }

        public void RollBack(HostActivityFailure failure)
        {
            (_failures ??= [])[(failure.InstanceId, failure.ActivityInstanceId)] = failure.Cause;
            Burst = null;
        }

        public List<StepWriter> TakeWritten()
        {
            var written = _written.ToList();
            _written.Clear();
            return written;
        }
    }
}
