using System.Collections.Concurrent;
using Checklists.Workflows.Definitions;
using Npgsql;

namespace Checklists.Workflows.Storage;

/// <summary>The published definitions. Versions never change, so they are kept in memory once read; which one is current is asked again after a while.</summary>
internal sealed class DefinitionStore(NpgsqlDataSource database, TimeProvider clock, TimeSpan cacheTime)
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _byHash = new(StringComparer.Ordinal);
    private volatile Dictionary<string, WorkflowDefinition> _current = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>The current versions by definition id, as they were when last read.</summary>
    public IReadOnlyDictionary<string, WorkflowDefinition> Current => _current;

    /// <summary>Stores new versions and makes them current; what is current already stays as it is.</summary>
    public async Task PublishAsync(IEnumerable<WorkflowDefinition> definitions, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var definition in definitions)
        {
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 17))") { Parameters = { new() { Value = definition.DefinitionId } } },
                    new NpgsqlBatchCommand("UPDATE workflow_definition SET is_current = false WHERE definition_id = $1 AND is_current AND content_hash <> $2")
                    {
                        Parameters = { new() { Value = definition.DefinitionId }, new() { Value = definition.ContentHash } },
                    },
                    new NpgsqlBatchCommand(
                        """
                        INSERT INTO workflow_definition (content_hash, definition_id, version_id, version, name, json, is_current, published_at)
                        VALUES ($1, $2, $3, $4, $5, $6, true, $7)
                        ON CONFLICT (content_hash) DO UPDATE SET is_current = true
                        """)
                    {
                        Parameters =
                        {
                            new() { Value = definition.ContentHash }, new() { Value = definition.DefinitionId }, new() { Value = definition.VersionId },
                            new() { Value = definition.Version }, new() { Value = definition.Name }, new() { Value = definition.Json }, new() { Value = clock.GetUtcNow() },
                        },
                    },
                },
            };
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        await ReadCurrentAsync(cancellationToken);
    }

    /// <summary>Reads which versions are current when that was long ago.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - _readAt > cacheTime)
        {
            await ReadCurrentAsync(cancellationToken);
        }
    }

    /// <summary>A version by its hash.</summary>
    /// <exception cref="InvalidOperationException">There is no such version.</exception>
    public async ValueTask<WorkflowDefinition> GetAsync(string contentHash, CancellationToken cancellationToken)
    {
        if (_byHash.TryGetValue(contentHash, out var definition))
        {
            return definition;
        }

        await using var command = database.CreateCommand("SELECT json FROM workflow_definition WHERE content_hash = $1");
        command.Parameters.Add(new() { Value = contentHash });
        return await command.ExecuteScalarAsync(cancellationToken) is string json
            ? Remember(contentHash, json)
            : throw new InvalidOperationException($"There is no workflow definition with hash {contentHash}.");
    }

    private async Task ReadCurrentAsync(CancellationToken cancellationToken)
    {
        var current = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        await using var command = database.CreateCommand("SELECT content_hash, json FROM workflow_definition WHERE is_current");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var hash = reader.GetString(0);
            var definition = _byHash.TryGetValue(hash, out var known) ? known : Remember(hash, reader.GetString(1));
            current[definition.DefinitionId] = definition;
        }

        _current = current;
        _readAt = clock.GetUtcNow();
    }

    private WorkflowDefinition Remember(string hash, string json) => _byHash.GetOrAdd(hash, _ => WorkflowDefinition.Parse(json));
}
