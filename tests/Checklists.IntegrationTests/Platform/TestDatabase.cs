using Npgsql;

namespace Checklists.IntegrationTests.Platform;

/// <summary>A database of the test cluster, dropped when disposed even while connections to it are open.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _maintenance;
    private readonly string _name;

    internal TestDatabase(NpgsqlDataSource maintenance, string name, string connectionString)
    {
        _maintenance = maintenance;
        _name = name;
        ConnectionString = connectionString;
    }

    /// <summary>To this database, as superuser.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        await using var drop = _maintenance.CreateCommand($"DROP DATABASE \"{_name}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
