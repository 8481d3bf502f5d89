using Checklists.IntegrationTests.Platform;
using Npgsql;
using Xunit;

namespace Checklists.IntegrationTests.Compliance;

/// <summary>A county of one township and two villages on a database of its own, driven over the command line.</summary>
internal sealed class SmallCounty : IAsyncDisposable
{
    public const string Township = "411723001000";
    public const string Village = "411723001001";
    public const string SilentVillage = "411723001002";

    private const string Regions =
        """
        {
          "about": "测试用样例",
          "code": "411723000000", "name": "平舆县", "sample": true, "contacts": [],
          "townships": [
            { "code": "411723001000", "name": "古槐街道", "sample": true,
              "contacts": [{ "address": "guhuai@pingyu.example", "office": "党建办（示例）" }],
              "villages": [
                { "code": "411723001001", "name": "示例甲村", "sample": true },
                { "code": "411723001002", "name": "示例乙村", "sample": true } ] } ]
        }
        """;

    private readonly TestDatabase database;
    private readonly ScratchDirectory scratch = new();
    private readonly NpgsqlDataSource db;

    private SmallCounty(TestDatabase database)
    {
        this.database = database;
        db = NpgsqlDataSource.Create(database.ConnectionString);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The sample list of the province.</summary>
    public static string Catalogue => Path.Combine(Checklists.Platform.ProductFiles.Seeds, "catalogue.json");

    /// <summary>Where its mails are delivered.</summary>
    public string Mails => scratch["data/mail"];

    /// <summary>Imports regions and the sample list of the province.</summary>
    public static async Task<SmallCounty> CreateAsync(PostgresFixture postgres)
    {
        var county = await CreateEmptyAsync(postgres);
        await county.DemandAsync("import", "regions", county.WriteRegions());
        await county.DemandAsync("import", "catalogue", Catalogue);
        return county;
    }

    /// <summary>An empty database: not even the schema is there.</summary>
    public static async Task<SmallCounty> CreateEmptyAsync(PostgresFixture postgres) => new(await postgres.CreateDatabaseAsync(Cancel));

    /// <summary>Writes the regions' file.</summary>
    public string WriteRegions() => Write("regions.json", Regions);

    /// <summary>Writes a file and tells its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(scratch[name], text);
        return scratch[name];
    }

    /// <summary>Runs a verb that must succeed.</summary>
    public async Task<string> DemandAsync(params string[] verb)
    {
        var (exit, output) = await RunAsync(verb);
        Assert.True(exit == 0, output);
        return output;
    }

    /// <summary>Runs a verb with settings.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string[] verb, params (string Name, string Value)[] settings)
    {
        var environment = settings.ToDictionary(s => s.Name, s => (string?)s.Value);
        environment["ConnectionStrings__Checklists"] = database.ConnectionString;
        environment["Checklists__DataDirectory"] = scratch["data"];
        return ServerProcess.RunAsync(verb, environment, Cancel);
    }

    /// <summary>Asks the database.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = db.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Its database as the service sees it.</summary>
    public Checklists.Platform.Database.ChecklistsDbContext Open() =>
        new Checklists.Platform.Database.ChecklistsDatabase(db).Open();

    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await database.DisposeAsync();
        scratch.Dispose();
    }
}
