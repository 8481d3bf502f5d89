using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>
/// Runs workflow instances on PostgreSQL so that nothing is ever lost: an instance's row exists before its first activity, and every
/// step — the host's own changes, the new state, bookmarks, journal — is one transaction. Any number of processes may share the
/// database: whoever holds the lock on an instance's row runs it, the others wait or pass by.
/// </summary>
public sealed partial class PostgresWorkflowRuntime : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly ActivityRegistry _activities;
    private readonly WorkflowRuntimeOptions _options;
    private readonly TimeProvider _clock;
    private readonly IServiceScopeFactory? _scopes;
    private readonly IWorkflowTaskDispatcher? _tasks;
    private readonly ILogger _log;
    private readonly DefinitionStore _definitions;
    private readonly ExpressionEvaluator _expressions;
    private readonly CancellationTokenSource _stopping = new();
    private int _running;

    /// <summary>Makes a runtime.</summary>
    /// <param name="database">The database; its connections must find the tables of <see cref="WorkflowSchema"/>.</param>
    /// <param name="activities">The activities that can be executed.</param>
    /// <param name="options">Settings.</param>
    /// <param name="clock">The time.</param>
    /// <param name="scopes">Makes the services that host activities get, one scope per step.</param>
    /// <param name="tasks">Has tasks done; without one tasks wait until somebody completes them.</param>
    /// <param name="log">The log.</param>
    public PostgresWorkflowRuntime(
        NpgsqlDataSource database,
        ActivityRegistry activities,
        WorkflowRuntimeOptions? options = null,
        TimeProvider? clock = null,
        IServiceScopeFactory? scopes = null,
        IWorkflowTaskDispatcher? tasks = null,
        ILogger<PostgresWorkflowRuntime>? log = null)
    {
        _database = database;
        _activities = activities;
        _options = options ?? new WorkflowRuntimeOptions();
        _clock = clock ?? TimeProvider.System;
        _scopes = scopes;
        _tasks = tasks;
        _log = log ?? NullLogger<PostgresWorkflowRuntime>.Instance;
        _definitions = new DefinitionStore(database, _clock, _options.DefinitionCacheTime);
        _expressions = new ExpressionEvaluator(_options.Scripts);
    }

    /// <summary>Stores definitions that are new and makes them the current versions. Running instances keep the version they have.</summary>
    /// <exception cref="WorkflowDefinitionException">A definition has errors; nothing is stored.</exception>
    public async Task PublishDefinitionsAsync(IEnumerable<WorkflowDefinition> definitions, CancellationToken cancellationToken = default)
    {
        var list = definitions.ToList();
        var errors = list.SelectMany(definition => WorkflowValidator.Validate(definition, _activities)).Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }

        await _definitions.PublishAsync(list, cancellationToken);
    }

    /// <summary>Writes a new instance's row. Nothing runs yet: call <see cref="RunAsync"/> after the row has committed.</summary>
    /// <param name="definitionId">The workflow.</param>
    /// <param name="input">What it is started with.</param>
    /// <param name="correlationId">The business key that ties events to it.</param>
    /// <param name="enlist">The caller's transaction, so that its own changes and the start commit together; null writes at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The instance's id.</returns>
    /// <exception cref="KeyNotFoundException">No such workflow is published.</exception>
    public async Task<string> StartAsync(string definitionId, JsonObject? input = null, string? correlationId = null, NpgsqlTransaction? enlist = null, CancellationToken cancellationToken = default)
    {
        var definition = await FindCurrentAsync(definitionId, cancellationToken);
        var id = NewId();
        var command = InsertInstance(id, definition, input, correlationId, trigger: null);
        await ExecuteAsync(command, enlist, cancellationToken);
        return id;
    }

    /// <summary>Writes many new instances with one COPY. Nothing runs yet: call <see cref="RunPendingAsync"/>.</summary>
    /// <returns>The instances' ids in order.</returns>
    /// <exception cref="KeyNotFoundException">No such workflow is published.</exception>
    public async Task<IReadOnlyList<string>> StartManyAsync(string definitionId, IReadOnlyList<(JsonObject? Input, string? CorrelationId)> starts, CancellationToken cancellationToken = default)
    {
        var definition = await FindCurrentAsync(definitionId, cancellationToken);
        var now = _clock.GetUtcNow();
        var ids = new List<string>(starts.Count);
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY workflow_instance (id, definition_id, content_hash, status, correlation_id, input, created_at, updated_at) FROM STDIN (FORMAT binary)", cancellationToken);
        foreach (var (input, correlationId) in starts)
        {
            ids.Add(NewId());
            await copy.WriteRowAsync(cancellationToken, ids[^1], definition.DefinitionId, definition.ContentHash, (short)WorkflowStatus.Pending,
                (object?)correlationId ?? DBNull.Value, (object?)input?.ToJsonString(JsonText.Options) ?? DBNull.Value, now, now);
        }

        await copy.CompleteAsync(cancellationToken);
        return ids;
    }

    /// <summary>Runs an instance until it waits or ends. Calling it for one that has nothing to do does nothing.</summary>
    public Task RunAsync(string instanceId, CancellationToken cancellationToken = default) => DriveAllAsync([instanceId], waitsForLock: true, cancellationToken);

    /// <summary>Stops in an orderly way: bursts pause after the activity they are in, their instances are marked Interrupted and go on at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _stopping.CancelAsync();
        while (Volatile.Read(ref _running) > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private static string NewId() => Guid.CreateVersion7().ToString("N");

    private async Task<WorkflowDefinition> FindCurrentAsync(string definitionId, CancellationToken cancellationToken)
    {
        await _definitions.RefreshAsync(cancellationToken);
        return _definitions.Current.GetValueOrDefault(definitionId) ?? throw new KeyNotFoundException($"No workflow with definition id '{definitionId}' is published.");
    }

    private NpgsqlCommand InsertInstance(string id, WorkflowDefinition definition, JsonObject? input, string? correlationId, string? trigger)
    {
        var command = new NpgsqlCommand(
            """
            INSERT INTO workflow_instance (id, definition_id, content_hash, status, correlation_id, input, trigger_activity_id, created_at, updated_at)
            VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $7)
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = definition.DefinitionId });
        command.Parameters.Add(new() { Value = definition.ContentHash });
        command.Parameters.Add(Nullable(correlationId));
        command.Parameters.Add(Nullable(input?.ToJsonString(JsonText.Options)));
        command.Parameters.Add(Nullable(trigger));
        command.Parameters.Add(new() { Value = _clock.GetUtcNow() });
        return command;
    }

    private async Task<int> ExecuteAsync(NpgsqlCommand command, NpgsqlTransaction? enlist, CancellationToken cancellationToken)
    {
        await using (command)
        {
            if (enlist is not null)
            {
                command.Connection = enlist.Connection;
                command.Transaction = enlist;
                return await command.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var connection = await _database.OpenConnectionAsync(cancellationToken);
            command.Connection = connection;
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlParameter Nullable(string? text) => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = (object?)text ?? DBNull.Value };
}
