using Npgsql;

namespace Checklists.Platform.Postgres;

/// <summary>Connections to a private cluster.</summary>
/// <param name="password">The superuser's.</param>
internal sealed class ClusterAccess(string password)
{
    /// <summary>The cluster's superuser.</summary>
    public const string UserName = "checklists";

    private const string MaintenanceDatabase = "postgres";
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPoll = TimeSpan.FromMilliseconds(25);

    /// <summary>The connection string to a database of the cluster.</summary>
    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = UserName,
        Password = password,
        Database = database,
        ApplicationName = "checklists",
    }.ConnectionString;

    /// <summary>The port of the cluster's running server, once it answers; null when none is running.</summary>
    /// <param name="cluster">PGDATA.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PostgresStartException">A server runs but does not let us in.</exception>
    public async Task<int?> AttachAsync(string cluster, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + ReadyLimit;
        while (Postmaster.Of(cluster) is { } postmaster)
        {
            var refusal = postmaster.Port is { } port ? await TryConnectAsync(port, cancellationToken) : null;
            if (postmaster.Port is not null && refusal is null)
            {
                return postmaster.Port;
            }

            if (DateTime.UtcNow > deadline || refusal is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword })
            {
                throw new PostgresStartException(
                    $"数据目录中的 PostgreSQL 正在运行（进程 {postmaster.ProcessId}），但连接不上：{refusal?.Message}\n请停止该进程后重试。",
                    $"Postmaster {postmaster.ProcessId} of {cluster} runs but refuses us: {refusal?.Message}",
                    refusal);
            }

            await Task.Delay(ReadyPoll, cancellationToken);
        }

        return null;
    }

    /// <summary>Creates the database when it is missing.</summary>
    public async Task EnsureDatabaseAsync(int port, string database, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(port, cancellationToken);
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
            exists.Parameters.AddWithValue(database);
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            {
                var name = database.Replace("\"", "\"\"", StringComparison.Ordinal);
                await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (NpgsqlException cause)
        {
            throw new PostgresStartException(
                $"在自带的 PostgreSQL 中建立数据库 {database} 没有成功：{cause.Message}",
                $"Database {database} could not be created: {cause.Message}",
                cause);
        }
    }

    private async Task<NpgsqlException?> TryConnectAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(port, cancellationToken);
            return null;
        }
        catch (NpgsqlException refusal)
        {
            return refusal;
        }
    }

    // Without a pool: a pooled connection would outlive the server it was opened to.
    private async Task<NpgsqlConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var text = new NpgsqlConnectionStringBuilder(ConnectionString(port, MaintenanceDatabase)) { Pooling = false };
        var connection = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
