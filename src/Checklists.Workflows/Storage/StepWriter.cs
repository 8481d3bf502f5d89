using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Npgsql;
using NpgsqlTypes;

namespace Checklists.Workflows.Storage;

/// <summary>
/// Writes what one step did: the new states, journal lines, bookmarks, children and stimuli of one burst or of many,
/// always with the same few set-based statements in one round trip.
/// </summary>
internal sealed class StepWriter(DateTimeOffset now, TimeSpan stimulusLifetime)
{
    private readonly List<Burst> _bursts = [];
    private readonly List<InstanceState> _newInstances = [];
    private readonly List<long> _consumedStimuli = [];
    private readonly List<(string InstanceId, string BookmarkId, JsonNode? Payload)> _directed = [];

    /// <summary>Instances that can run once this step has committed: dispatched children, parents of children that ended.</summary>
    public List<string> Runnable { get; } = [];

    /// <summary>Tasks to hand out once this step has committed.</summary>
    public List<WorkflowTask> Tasks { get; } = [];

    /// <summary>Early stimuli that were found waiting for the new bookmarks.</summary>
    public List<long> EarlyStimuli { get; } = [];

    /// <summary>Adds what a burst did, with the children it ran in place.</summary>
    public void Add(Burst burst)
    {
        _bursts.Add(burst);
        foreach (var child in burst.Effects.RunInPlace)
        {
            _newInstances.Add(child.State);
            Add(child);
        }

        foreach (var child in burst.Effects.Dispatched)
        {
            _newInstances.Add(child);
            Runnable.Add(child.InstanceId);
        }

        foreach (var bookmark in burst.Effects.Created.Where(bookmark => bookmark.Name == BookmarkNames.RunTask))
        {
            Tasks.Add(new WorkflowTask(bookmark.Id, bookmark.Key, bookmark.Payload, burst.State.InstanceId));
        }

        if (burst.State is { ParentBookmarkId: { } parentBookmark, ParentInstanceId: { } parent } && burst.State.Status.IsEnded())
        {
            _directed.Add((parent, parentBookmark, burst.State.Output));
            Runnable.Add(parent);
        }
    }

    /// <summary>Has a stored stimulus deleted because this step takes it.</summary>
    public void Consume(long stimulusId) => _consumedStimuli.Add(stimulusId);

    /// <summary>Sends everything; the caller commits.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        InsertInstances(batch);
        UpdateInstances(batch);
        DeleteBookmarks(batch);
        InsertBookmarks(batch);
        InsertJournal(batch);
        InsertDirected(batch);
        if (_consumedStimuli.Count > 0)
        {
            Add(batch, "DELETE FROM workflow_stimulus WHERE id = ANY ($1)", (NpgsqlDbType.Array | NpgsqlDbType.Bigint, _consumedStimuli.ToArray()));
        }

        FindEarlyStimuli(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        do
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.FieldCount == 1 && reader.GetName(0) == "early")
                {
                    EarlyStimuli.Add(reader.GetInt64(0));
                }
            }
        }
        while (await reader.NextResultAsync(cancellationToken));
    }

    private void InsertInstances(NpgsqlBatch batch)
    {
        if (_newInstances.Count == 0)
        {
            return;
        }

        Add(
            batch,
            """
            INSERT INTO workflow_instance (id, definition_id, content_hash, status, correlation_id, parent_id, parent_bookmark_id, state, created_at, updated_at)
            SELECT id, definition_id, content_hash, 0, correlation_id, parent_id, parent_bookmark_id, state, $8, $8
            FROM unnest($1, $2, $3, $4, $5, $6, $7) AS new (id, definition_id, content_hash, correlation_id, parent_id, parent_bookmark_id, state)
            """,
            Texts(_newInstances, state => state.InstanceId),
            Texts(_newInstances, state => state.DefinitionId),
            Texts(_newInstances, state => state.ContentHash),
            Texts(_newInstances, state => state.CorrelationId),
            Texts(_newInstances, state => state.ParentInstanceId),
            Texts(_newInstances, state => state.ParentBookmarkId),
            (NpgsqlDbType.Array | NpgsqlDbType.Bytea, _newInstances.Select(state => state.ToBytes()).ToArray()),
            (NpgsqlDbType.TimestampTz, now));
    }

    private void UpdateInstances(NpgsqlBatch batch) => Add(
        batch,
        """
        UPDATE workflow_instance AS instance
        SET state = new.state, status = new.status, revision = instance.revision + 1, content_hash = new.content_hash, correlation_id = new.correlation_id, name = new.name,
            incidents = new.incidents, parent_bookmark_id = new.parent_bookmark_id, updated_at = $8,
            finished_at = CASE WHEN new.status IN (3, 4, 5) THEN coalesce(instance.finished_at, $8) END
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $9) AS new (id, state, status, correlation_id, name, incidents, content_hash, parent_bookmark_id)
        WHERE instance.id = new.id
        """,
        Texts(_bursts, burst => burst.State.InstanceId),
        (NpgsqlDbType.Array | NpgsqlDbType.Bytea, _bursts.Select(burst => burst.State.ToBytes()).ToArray()),
        (NpgsqlDbType.Array | NpgsqlDbType.Smallint, _bursts.Select(burst => (short)burst.State.Status).ToArray()),
        Texts(_bursts, burst => burst.State.CorrelationId),
        Texts(_bursts, burst => burst.State.Name),
        Texts(_bursts, burst => burst.State.Incidents.Count == 0 ? null : JsonSerializer.Serialize(burst.State.Incidents, InstanceStateJson.Readable.ListIncident)),
        Texts(_bursts, burst => burst.State.ContentHash),
        (NpgsqlDbType.TimestampTz, now),
        Texts(_bursts, burst => burst.State.ParentBookmarkId));

    private void DeleteBookmarks(NpgsqlBatch batch)
    {
        var removed = _bursts.SelectMany(burst => burst.Effects.Removed).ToArray();
        if (removed.Length > 0)
        {
            Add(batch, "DELETE FROM workflow_bookmark WHERE id = ANY ($1)", (NpgsqlDbType.Array | NpgsqlDbType.Text, removed));
        }
    }

    private void InsertBookmarks(NpgsqlBatch batch)
    {
        var created = CreatedBookmarks();
        if (created.Count == 0)
        {
            return;
        }

        Add(
            batch,
            """
            INSERT INTO workflow_bookmark (id, instance_id, name, key, activity_id, node_id, activity_instance_id, payload, due_at, created_at)
            SELECT id, instance_id, name, key, activity_id, node_id, activity_instance_id, payload, due_at, $10
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS new (id, instance_id, name, key, activity_id, node_id, activity_instance_id, payload, due_at)
            """,
            Texts(created, entry => entry.Bookmark.Id),
            Texts(created, entry => entry.InstanceId),
            Texts(created, entry => entry.Bookmark.Name),
            Texts(created, entry => entry.Bookmark.Key),
            Texts(created, entry => entry.Bookmark.ActivityId),
            Texts(created, entry => entry.Bookmark.NodeId),
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, created.Select(entry => entry.Bookmark.ActivityInstanceId).ToArray()),
            Texts(created, entry => entry.Bookmark.Payload?.ToJsonString(JsonText.Options)),
            (NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, created.Select(entry => entry.Bookmark.DueAt?.ToUniversalTime()).ToArray()),
            (NpgsqlDbType.TimestampTz, now));
    }

    private void InsertJournal(NpgsqlBatch batch)
    {
        var lines = _bursts.SelectMany(burst => burst.Effects.Journal.Select(entry => (burst.State.InstanceId, Entry: entry))).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        Add(
            batch,
            """
            INSERT INTO workflow_journal (instance_id, sequence, at, event, activity_id, node_id, activity_type, activity_instance_id, data)
            SELECT instance_id, sequence, $9, event, activity_id, node_id, activity_type, activity_instance_id, data
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS new (instance_id, sequence, event, activity_id, node_id, activity_type, activity_instance_id, data)
            """,
            Texts(lines, line => line.InstanceId),
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, lines.Select(line => line.Entry.Sequence).ToArray()),
            (NpgsqlDbType.Array | NpgsqlDbType.Smallint, lines.Select(line => (short)line.Entry.Event).ToArray()),
            Texts(lines, line => line.Entry.ActivityId),
            Texts(lines, line => line.Entry.NodeId),
            Texts(lines, line => line.Entry.ActivityType),
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, lines.Select(line => line.Entry.ActivityInstanceId).ToArray()),
            Texts(lines, line => line.Entry.Data?.ToJsonString(JsonText.Options)),
            (NpgsqlDbType.TimestampTz, now));
    }

    private void InsertDirected(NpgsqlBatch batch)
    {
        if (_directed.Count == 0)
        {
            return;
        }

        Add(
            batch,
            """
            INSERT INTO workflow_stimulus (stage, instance_id, bookmark_id, payload, created_at, expires_at)
            SELECT 2, instance_id, bookmark_id, payload, $4, $5 FROM unnest($1, $2, $3) AS new (instance_id, bookmark_id, payload)
            """,
            Texts(_directed, entry => entry.InstanceId),
            Texts(_directed, entry => entry.BookmarkId),
            Texts(_directed, entry => entry.Payload?.ToJsonString(JsonText.Options)),
            (NpgsqlDbType.TimestampTz, now),
            (NpgsqlDbType.TimestampTz, now + stimulusLifetime));
    }

    /// <summary>
    /// A stimulus may have come before the bookmark. Whoever stores a stimulus and whoever creates a bookmark take the same lock for
    /// its name and key first, so one of the two always sees the other. The locks are taken in one order and last, so nobody waits in a circle.
    /// </summary>
    private void FindEarlyStimuli(NpgsqlBatch batch)
    {
        var awaited = CreatedBookmarks().Where(entry => CanBeEarly(entry.Bookmark)).Select(entry => (entry.Bookmark.Name, entry.Bookmark.Key)).Distinct().ToList();
        if (awaited.Count == 0)
        {
            return;
        }

        var names = Texts(awaited, entry => entry.Name);
        var keys = Texts(awaited, entry => entry.Key);
        Add(batch, $"SELECT pg_advisory_xact_lock({StimulusLock.Expression("name", "key")}) FROM (SELECT name, key FROM unnest($1, $2) AS new (name, key) ORDER BY name, key) AS ordered", names, keys);
        Add(
            batch,
            "SELECT stimulus.id AS early FROM workflow_stimulus AS stimulus JOIN unnest($1, $2) AS new (name, key) ON stimulus.name = new.name AND stimulus.key = new.key WHERE stage = 1",
            names,
            keys);
    }

    private static bool CanBeEarly(Bookmark bookmark) => bookmark.Name is not (BookmarkNames.Delay or BookmarkNames.Timer or BookmarkNames.Cron or BookmarkNames.StartAt
        or BookmarkNames.Retry or BookmarkNames.DispatchWorkflow or BookmarkNames.ExecuteWorkflow);

    private List<(string InstanceId, Bookmark Bookmark)> CreatedBookmarks() =>
        [.. _bursts.SelectMany(burst => burst.Effects.Created.Select(bookmark => (burst.State.InstanceId, bookmark)))];

    private static (NpgsqlDbType Type, object Value) Texts<T>(IReadOnlyList<T> items, Func<T, string?> select) =>
        (NpgsqlDbType.Array | NpgsqlDbType.Text, items.Select(select).ToArray());

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<(NpgsqlDbType Type, object Value)> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}

/// <summary>The lock that orders storing an early stimulus and creating the bookmark it is meant for.</summary>
internal static class StimulusLock
{
    public static string Expression(string name, string key) => $"hashtextextended({name} || chr(31) || {key}, 23)";
}
