using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Platform.Database;

/// <summary>The service's one database: opens contexts of their own or within a transaction that someone else holds.</summary>
public sealed class ChecklistsDatabase(NpgsqlDataSource dataSource)
{
    // Any constant will do, as long as every version of the service uses the same one.
    private const long MigrationLock = 411_723_001;

    /// <summary>Connections for hand-written SQL.</summary>
    public NpgsqlDataSource DataSource { get; } = dataSource;

    /// <summary>Options for contexts over <see cref="DataSource"/>.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource dataSource) =>
        options.UseNpgsql(dataSource).UseSnakeCaseNamingConvention();

    /// <summary>A context with a connection of its own.</summary>
    public ChecklistsDbContext Open()
    {
        var options = new DbContextOptionsBuilder<ChecklistsDbContext>();
        Configure(options, DataSource);
        return new ChecklistsDbContext(options.Options);
    }

    /// <summary>A context whose changes commit with <paramref name="transaction"/>; disposing it leaves the connection open.</summary>
    public static async Task<ChecklistsDbContext> JoinAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection
            ?? throw new InvalidOperationException("The transaction has ended.");
        var options = new DbContextOptionsBuilder<ChecklistsDbContext>()
            .UseNpgsql(connection)
            .UseSnakeCaseNamingConvention();
        var db = new ChecklistsDbContext(options.Options);
        await db.Database.UseTransactionAsync(transaction, cancellationToken);
        return db;
    }

    /// <summary>
    /// Brings the schema up to date. An advisory lock lets two nodes start at once: EF's own lock is a table that the
    /// very first start has not made yet.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var guard = await DataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(guard, "select pg_advisory_lock($1)", cancellationToken);
        try
        {
            await using var db = Open();
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(guard, "select pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = MigrationLock } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
