using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Checklists.Catalogue;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.IntegrationTests.Platform;
using Checklists.Platform;
using Checklists.Platform.Database;
using Checklists.Platform.Settings;
using Checklists.Regions;
using Checklists.Server.Cli;
using Checklists.Submissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>
/// The real service on a free port over a real database: the sample county with its regions, the sample list and one account
/// per role, no lists yet. It is shared; each test class works on townships of its own.
/// </summary>
public sealed class WebCounty(PostgresFixture postgres) : IAsyncLifetime
{
    public const string County = "411723000000";

    private readonly ScratchDirectory scratch = new();
    private readonly Dictionary<string, (string Password, string Token)> accounts = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim making = new(1);
    private TestDatabase database = null!;
    private WebApplication app = null!;

    /// <summary>Where the service listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The service's parts, for what no page can bring about.</summary>
    public IServiceProvider Services => app.Services;

    public static string ListFile(string name) => Path.Combine(ProductFiles.Seeds, "submissions", name);

    public async ValueTask InitializeAsync()
    {
        database = await postgres.CreateDatabaseAsync(CancellationToken.None);
        var settings = ChecklistsSettings.Load(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Checklists:DataDirectory"] = scratch["web"] }).Build());
        await ImportAsync(settings);
        app = await ServeCommand.StartAsync(settings, database.ConnectionString, 0, LogLevel.Warning, CancellationToken.None);
        Address = new Uri(app.Urls.Single());
    }

    /// <summary>The password of the account with this role and region, which is made when there is none yet.</summary>
    public async Task<(string UserName, string Password)> AccountAsync(AccountRole role, string region)
    {
        var name = NameOf(role, region);
        return (name, (await EnsureAsync(name, role, region)).Password);
    }

    /// <summary>A client with the token of the account with this role and region.</summary>
    public async Task<HttpClient> ApiAsync(AccountRole role, string region)
    {
        var (_, token) = await EnsureAsync(NameOf(role, region), role, region);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client that is nobody yet and follows no redirect.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.All })
    {
        BaseAddress = Address,
    };

    /// <summary>A browser-like client, signed in over the page.</summary>
    public async Task<PageClient> SignInAsync(AccountRole role, string region, CancellationToken ct)
    {
        var (name, password) = await AccountAsync(role, region);
        var client = new PageClient(Anonymous());
        using var answer = await client.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = password }, ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Hands in a list for a village, a line each, and gives its id.</summary>
    public async Task<Guid> HandInAsync(string village, params IReadOnlyList<string> lines)
    {
        var content = string.Concat(lines.Select(l => JsonSerializer.Serialize(new { text = l }) + "\n"));
        var result = await Services.GetRequiredService<SubmissionIntake>().ReceiveAsync(
            new IncomingList("list.jsonl", Encoding.UTF8.GetBytes(content), village, SubmissionChannel.Api, "test"), CancellationToken.None);
        return Assert.IsType<IntakeResult.Accepted>(result).SubmissionId;
    }

    /// <summary>Runs a week to its end.</summary>
    public async Task RunWeekAsync(string week, CancellationToken ct)
    {
        var compliance = Services.GetRequiredService<WeeklyCompliance>();
        await compliance.StartAsync(week, "test", ct);
        await UntilSealedAsync(week, ct);
    }

    /// <summary>Waits for a run that was started.</summary>
    public async Task UntilSealedAsync(string week, CancellationToken ct)
    {
        var compliance = Services.GetRequiredService<WeeklyCompliance>();
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await compliance.ProgressAsync(week, ct))?.Status != RunStatus.Sealed)
        {
            await clock.WaitForNextTickAsync(ct);
        }
    }

    /// <summary>Does something with a database context of its own.</summary>
    public async Task<T> QueryAsync<T>(Func<ChecklistsDbContext, Task<T>> query)
    {
        await using var db = Services.GetRequiredService<ChecklistsDatabase>().Open();
        return await query(db);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
        scratch.Dispose();
        making.Dispose();
    }

    private async Task ImportAsync(ChecklistsSettings settings)
    {
        using var host = ServiceStart.ConsoleHost(settings, database.ConnectionString, withJobs: false);
        await ServiceStart.PrepareAsync(host.Services, CancellationToken.None);
        await host.Services.GetRequiredService<RegionStore>().ImportAsync(
            RegionsFile.Load(Path.Combine(ProductFiles.Seeds, "regions", "pingyu.json")), "test", CancellationToken.None);
        await host.Services.GetRequiredService<CatalogueStore>().ActivateAsync(
            CatalogueFile.Read(Path.Combine(ProductFiles.Seeds, "catalogue.json")), "test", CancellationToken.None);
    }

    private static string NameOf(AccountRole role, string region) => $"{role}-{region}".ToLowerInvariant();

    private async Task<(string Password, string Token)> EnsureAsync(string name, AccountRole role, string region)
    {
        await making.WaitAsync();
        try
        {
            if (!accounts.TryGetValue(name, out var known))
            {
                known = accounts[name] = await MakeAsync(name, role, region);
            }

            return known;
        }
        finally
        {
            making.Release();
        }
    }

    private async Task<(string Password, string Token)> MakeAsync(string name, AccountRole role, string region)
    {
        await using var scope = Services.CreateAsyncScope();
        var made = Assert.IsType<AccountCreated>(await scope.ServiceProvider.GetRequiredService<AccountRegister>()
            .CreateAsync(new NewAccount(name, name, role, region), "test", CancellationToken.None));
        var token = await scope.ServiceProvider.GetRequiredService<TokenRegister>()
            .CreateAsync(new Viewer(made.AccountId, name, name, role, region), "test", 1, CancellationToken.None);
        return (made.Password, token);
    }
}

/// <summary>Tests that share one <see cref="WebCounty"/>; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class WebTests : ICollectionFixture<WebCounty>
{
    public const string Name = "web";
}
