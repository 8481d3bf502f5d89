using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Checklists.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>Every address that shows or changes a region's data, asked for by everybody: what is not theirs does not exist.</summary>
[Collection(WebTests.Name)]
public sealed class RegionIsolationTests(WebCounty county)
{
    private const string Township = "411723104000";
    private const string OtherTownship = "411723105000";
    private const string Village = "411723104201";
    private const string Neighbour = "411723104202";
    private const string OtherVillage = "411723105201";
    private const string Week = "2026-W30";

    private static readonly (AccountRole Role, string Region)[] Everybody =
    [
        (AccountRole.VillageSubmitter, Village), (AccountRole.VillageSubmitter, Neighbour), (AccountRole.VillageSubmitter, OtherVillage),
        (AccountRole.TownshipReviewer, Township), (AccountRole.TownshipReviewer, OtherTownship),
        (AccountRole.Observer, Village), (AccountRole.Observer, Township), (AccountRole.Observer, OtherTownship), (AccountRole.Observer, WebCounty.County),
        (AccountRole.CountyReviewer, WebCounty.County), (AccountRole.Administrator, WebCounty.County),
    ];

    private static readonly string[] OfTheVillage = [Village, Township, WebCounty.County];
    private static readonly string[] OfTheTownship = [Township, WebCounty.County];
    private static readonly string[] OfTheCounty = [WebCounty.County];

    // Addresses that show nobody's data, or only the caller's own.
    private static readonly HashSet<string> Open =
    [
        "", "Index", "signin", "signout", "account", "error/{status:int?}", "verify/{number?}", "catalogue", "catalogue/{code}", "blank-form.xlsx",
        "health/live", "health/ready", "metrics", "openapi/{documentName}.json",
    ];

    // Lists, tested by content below.
    private static readonly HashSet<string> Lists =
        ["api/v1/villages", "api/v1/reviews", "api/v1/certificates", "api/v1/runs", "api/v1/runs/{week}", "api/v1/submissions"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_answers_its_own_people_and_does_not_exist_for_the_others()
    {
        var addresses = await AddressesAsync();
        var failures = new List<string>();
        foreach (var (role, region) in Everybody)
        {
            using var person = await county.SignInAsync(role, region, Cancel);
            foreach (var (pattern, path, seenBy, roles) in addresses)
            {
                var may = seenBy.Contains(region) && (roles is null || roles.Contains(role));
                using var answer = await person.Http.GetAsync(path, Cancel);
                if (answer.StatusCode != (may ? HttpStatusCode.OK : HttpStatusCode.NotFound))
                {
                    failures.Add($"{role} of {region} asked for {pattern}: {(int)answer.StatusCode}, expected {(may ? 200 : 404)}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task No_address_is_left_out_of_this_test()
    {
        var covered = (await AddressesAsync()).Select(a => a.Pattern).Concat(Open).Concat(Lists).Append("api/v1/reviews/{id:guid}/decision").ToHashSet(StringComparer.Ordinal);

        var routes = county.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(p => !p.StartsWith("hangfire", StringComparison.Ordinal));

        Assert.Empty(routes.Where(r => !covered.Contains(r)).Distinct());
    }

    [Fact]
    public async Task Lists_hold_nothing_of_other_regions()
    {
        await AddressesAsync();
        foreach (var (role, region) in Everybody)
        {
            using var client = await county.ApiAsync(role, region);
            var prefix = AccessRules.ScopePrefix(region);
            foreach (var (path, property) in new[] { ("villages", "code"), ("reviews", "villageCode"), ("certificates", "villageCode") })
            {
                var rows = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", Cancel);
                Assert.All(rows.EnumerateArray(), r => Assert.StartsWith(prefix, r.GetProperty(property).GetString(), StringComparison.Ordinal));
            }

            var run = await client.GetFromJsonAsync<JsonElement>($"/api/v1/runs/{Week}", Cancel);
            Assert.All(run.GetProperty("townships").EnumerateArray(), t => Assert.StartsWith(prefix, t.GetProperty("code").GetString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_changes_what_is_not_theirs()
    {
        await AddressesAsync();
        var review = await county.QueryAsync(db => db.Reviews.FirstAsync(r => r.TownshipCode == Township, Cancel));
        var versions = await county.QueryAsync(db => db.Verdicts.CountAsync(v => v.LineId == review.LineId, Cancel));
        foreach (var (role, region) in Everybody)
        {
            using var client = await county.ApiAsync(role, region);
            if (!(role == AccountRole.TownshipReviewer && region == Township))
            {
                using var decided = await client.PostAsJsonAsync(
                    $"/api/v1/reviews/{review.Id}/decision", new { verdict = "unlisted", reason = "不该成功" }, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, decided.StatusCode);
            }

            if (role == AccountRole.Observer || !OfTheVillage.Contains(region))
            {
                using var sent = await client.PostAsync($"/api/v1/submissions?villageCode={Village}", new StringContent("{\"text\":\"不该成功\"}\n"), Cancel);
                Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
            }

            if (role is not (AccountRole.CountyReviewer or AccountRole.Administrator))
            {
                using var started = await client.PostAsJsonAsync("/api/v1/runs", new { week = "2026-W29" }, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, started.StatusCode);
            }
        }

        Assert.Equal(versions, await county.QueryAsync(db => db.Verdicts.CountAsync(v => v.LineId == review.LineId, Cancel)));
        Assert.False(await county.QueryAsync(db => db.ComplianceRuns.AnyAsync(r => r.Week == "2026-W29", Cancel)));
    }

    [Theory]
    [InlineData(AccountRole.VillageSubmitter, Village, false)]
    [InlineData(AccountRole.TownshipReviewer, Township, false)]
    [InlineData(AccountRole.CountyReviewer, WebCounty.County, false)]
    [InlineData(AccountRole.Observer, WebCounty.County, false)]
    [InlineData(AccountRole.Administrator, WebCounty.County, true)]
    public async Task The_job_dashboard_is_for_administrators_only(AccountRole role, string region, bool may)
    {
        using var person = await county.SignInAsync(role, region, Cancel);

        using var answer = await person.Http.GetAsync("/hangfire", Cancel);

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Pages_lead_a_stranger_to_the_sign_in_and_show_nothing()
    {
        using var stranger = county.Anonymous();
        foreach (var (_, path, _, _) in await AddressesAsync())
        {
            using var answer = await stranger.GetAsync(path, Cancel);
            if (path.StartsWith("/api", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
            else
            {
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                Assert.Contains("/signin", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            }
        }
    }

    private async Task<IReadOnlyList<(string Pattern, string Path, string[] SeenBy, AccountRole[]? Roles)>> AddressesAsync()
    {
        var list = await EnsureListAsync();
        var review = await county.QueryAsync(db => db.Reviews.FirstAsync(r => r.SubmissionId == list, Cancel));
        var number = await county.QueryAsync(db => db.Certificates.Where(c => c.VillageCode == Village && c.Week == Week).Select(c => c.Number).SingleAsync(Cancel));
        AccountRole[] submitters = [AccountRole.VillageSubmitter, AccountRole.TownshipReviewer, AccountRole.CountyReviewer, AccountRole.Administrator];
        return
        [
            ("village/{code}", $"/village/{Village}", OfTheVillage, null),
            ("village/{code}/submit", $"/village/{Village}/submit", OfTheVillage, submitters),
            ("village/{code}/enter", $"/village/{Village}/enter", OfTheVillage, submitters),
            ("lists/{id:guid}", $"/lists/{list}", OfTheVillage, null),
            ("lists/{id:guid}/original", $"/lists/{list}/original", OfTheVillage, null),
            ("certificates/{number}", $"/certificates/{number}", OfTheVillage, null),
            ("api/v1/submissions/{id:guid}", $"/api/v1/submissions/{list}", OfTheVillage, null),
            ("api/v1/submissions/{id:guid}/original", $"/api/v1/submissions/{list}/original", OfTheVillage, null),
            ("api/v1/certificates/{number}.pdf", $"/api/v1/certificates/{number}.pdf", OfTheVillage, null),
            ("township/{code}", $"/township/{Township}", OfTheTownship, null),
            ("township/{code}/villages", $"/township/{Township}/villages", OfTheTownship, null),
            ("township/{code}/returned", $"/township/{Township}/returned", OfTheTownship, null),
            ("township/{code}/certificates", $"/township/{Township}/certificates", OfTheTownship, null),
            ("reviews/{id:guid}", $"/reviews/{review.Id}", OfTheTownship, null),
            ("county", "/county", OfTheCounty, null),
            ("county/townships", "/county/townships", OfTheCounty, null),
            ("county/runs/{week}", $"/county/runs/{Week}", OfTheCounty, null),
            ("accounts", "/accounts", OfTheCounty, [AccountRole.Administrator]),
        ];
    }

    private async Task<Guid> EnsureListAsync()
    {
        var known = await county.QueryAsync(db => db.Submissions.Where(s => s.VillageCode == Village).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(Cancel));
        if (known is { } id)
        {
            return id;
        }

        var list = await county.HandInAsync(Village, "安全生产", "宣传居民医保政策");
        await county.HandInAsync(OtherVillage, "征兵工作");
        await county.RunWeekAsync(Week, Cancel);
        return list;
    }
}
