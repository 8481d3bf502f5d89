using Npgsql;
using Xunit;

namespace Checklists.IntegrationTests.Platform;

/// <summary>The databases that other tests are given.</summary>
public sealed class PostgresFixtureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_template_is_prepared_once_and_its_copies_are_apart()
    {
        var prepared = 0;
        Task<TestDatabase> CopyAsync() => postgres.CreateDatabaseAsync(
            "numbers",
            async (connectionString, cancellationToken) =>
            {
                prepared++;
                await ScalarAsync(connectionString, "CREATE TABLE number (value int)", cancellationToken);
            },
            TestContext.Current.CancellationToken);

        await using var one = await CopyAsync();
        await using var other = await CopyAsync();
        await ScalarAsync(one.ConnectionString, "INSERT INTO number VALUES (1)", TestContext.Current.CancellationToken);

        Assert.Equal(1, prepared);
        Assert.Equal(1L, await ScalarAsync(one.ConnectionString, "SELECT count(*) FROM number", TestContext.Current.CancellationToken));
        Assert.Equal(0L, await ScalarAsync(other.ConnectionString, "SELECT count(*) FROM number", TestContext.Current.CancellationToken));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
