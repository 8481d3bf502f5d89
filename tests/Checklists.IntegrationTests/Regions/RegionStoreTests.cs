using Checklists.Audit;
using Checklists.IntegrationTests.Platform;
using Checklists.Platform.Database;
using Checklists.Regions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace Checklists.IntegrationTests.Regions;

public sealed class RegionStoreTests(PostgresFixture postgres)
{
    private const string County = "411723000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_another_process_imports_is_seen_without_a_restart()
    {
        await using var test = await postgres.CreateDatabaseAsync(Cancel);
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        var database = new ChecklistsDatabase(source);
        await database.MigrateAsync(Cancel);
        var clock = new FakeTimeProvider();
        var serving = new RegionStore(database, new AuditLog(clock), clock);
        var importing = new RegionStore(database, new AuditLog(clock), clock);
        await importing.ImportAsync(Tree("old@pingyu.example"), "test", Cancel);
        await serving.TreeAsync(Cancel);

        await importing.ImportAsync(Tree("new@pingyu.example"), "test", Cancel);
        clock.Advance(RegionStore.Fresh);

        var contact = Assert.Single((await serving.TreeAsync(Cancel)).ContactsOf(County));
        Assert.Equal("new@pingyu.example", contact.Address);
    }

    private static RegionTree Tree(string address) => new(
        [new Region { Code = County, Name = "平舆县", Level = RegionLevel.County }],
        [new RegionContact { RegionCode = County, Address = address }]);
}
