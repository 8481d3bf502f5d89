using System.Collections.Concurrent;
using System.Globalization;
using Checklists.IntegrationTests.Platform;
using Checklists.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// One throw-away PostgreSQL cluster for the whole test run, started by the first test that asks for a database and stopped at
/// the end, even when the run is killed. Databases are copies of templates, which takes some 30 ms each.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _copying = new(1);
    private readonly Lazy<Task<RunningCluster>> _cluster = new(RunningCluster.StartAsync);
    private int _databases;

    /// <summary>An empty database.</summary>
    public Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken) => CopyAsync("template0", cancellationToken);

    /// <summary>A copy of a template that is prepared once per run.</summary>
    /// <param name="template">The template's name; the same name is the same template.</param>
    /// <param name="prepare">Fills the empty database behind the connection string; run for the first caller only.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<TestDatabase> CreateDatabaseAsync(
        string template, Func<string, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        var prepared = _templates.GetOrAdd(template, name => new Lazy<Task<string>>(() => PrepareAsync(name, prepare)));
        return await CopyAsync(await prepared.Value.WaitAsync(cancellationToken), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster.IsValueCreated)
        {
            await (await _cluster.Value).DisposeAsync();
        }

        _copying.Dispose();
    }

    private async Task<string> PrepareAsync(string template, Func<string, CancellationToken, Task> prepare)
    {
        var cluster = await _cluster.Value;
        var name = "template_" + template;
        await ExecuteAsync(cluster, $"CREATE DATABASE \"{name}\" TEMPLATE template0", CancellationToken.None);
        var connectionString = cluster.ConnectionString(name);
        await prepare(connectionString, CancellationToken.None);

        // A template can only be copied while nobody is connected to it.
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync(
            cluster, $"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'", CancellationToken.None);
        return name;
    }

    private async Task<TestDatabase> CopyAsync(string template, CancellationToken cancellationToken)
    {
        var cluster = await _cluster.Value.WaitAsync(cancellationToken);
        var name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await _copying.WaitAsync(cancellationToken);
        try
        {
            await ExecuteAsync(cluster, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"", cancellationToken);
        }
        finally
        {
            _copying.Release();
        }

        return new TestDatabase(cluster.Maintenance, name, cluster.ConnectionString(name));
    }

    private static async Task ExecuteAsync(RunningCluster cluster, string sql, CancellationToken cancellationToken)
    {
        await using var command = cluster.Maintenance.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class RunningCluster : IAsyncDisposable
    {
        private readonly ScratchDirectory _scratch;
        private readonly PrivateCluster _cluster;
        private readonly Undertaker _undertaker;

        private RunningCluster(ScratchDirectory scratch, PrivateCluster cluster)
        {
            _scratch = scratch;
            _cluster = cluster;
            _undertaker = Undertaker.Of(scratch.FullName);
            Maintenance = NpgsqlDataSource.Create(cluster.ConnectionString);
        }

        public NpgsqlDataSource Maintenance { get; }

        public static async Task<RunningCluster> StartAsync()
        {
            var scratch = ScratchDirectory.ForCluster();
            var options = new PrivateClusterOptions { DataDirectory = scratch.FullName, Durable = false };
            return new RunningCluster(scratch, await PrivateCluster.StartAsync(options, NullLogger.Instance, CancellationToken.None));
        }

        public string ConnectionString(string database) =>
            new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Database = database }.ConnectionString;

        public async ValueTask DisposeAsync()
        {
            await Maintenance.DisposeAsync();
            await _cluster.StopAsync();
            _undertaker.Dispose();
            _scratch.Dispose();
        }
    }
}
