using System.Net;
using Checklists.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>What every answer carries, and what a first visit weighs.</summary>
[Collection(WebTests.Name)]
public sealed class HeaderTests(WebCounty county)
{
    private const int FirstVisitLimit = 60 * 1024;
    private const int VerifyLimit = 30 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_keeps_the_browser_within_bounds_and_its_answers_out_of_caches()
    {
        using var person = await county.SignInAsync(AccountRole.Administrator, WebCounty.County, Cancel);
        foreach (var path in Paths())
        {
            using var answer = await person.Http.GetAsync(path, Cancel);

            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                Header(answer, "Content-Security-Policy"));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.False(answer.Headers.Contains("Server"), path);
            Assert.False(answer.Headers.Contains("X-Powered-By"), path);
        }
    }

    [Theory]
    [InlineData("/site.css", "text/css")]
    [InlineData("/site.js", "text/javascript")]
    [InlineData("/lib/htmx-2.0.11/htmx.min.js", "text/javascript")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task Static_files_are_kept_by_browsers_as_long_as_their_address_stands(string path, string type)
    {
        using var client = county.Anonymous();

        using var answer = await client.GetAsync(path + "?v=1", Cancel);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("/signin", FirstVisitLimit)]
    [InlineData("/verify", VerifyLimit)]
    public async Task A_first_visit_is_light(string page, int limit)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = county.Address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        using var reader = new PageClient(county.Anonymous());
        var html = await reader.ReadAsync(page, Cancel);
        var files = html.Split('"').Where(p => p.StartsWith('/') && p.Contains("?v=", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(4, files.Count);

        var bytes = 0;
        foreach (var path in files.Prepend(page))
        {
            bytes += (await client.GetByteArrayAsync(path, Cancel)).Length;
        }

        Assert.InRange(bytes, 1, limit);
    }

    [Fact]
    public async Task Pages_carry_no_inline_script_or_style()
    {
        using var person = await county.SignInAsync(AccountRole.Administrator, WebCounty.County, Cancel);
        foreach (var path in Paths().Where(p => !p.StartsWith("/api", StringComparison.Ordinal)))
        {
            using var answer = await person.Http.GetAsync(path, Cancel);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Whoever_runs_the_service_sees_health_and_counts_without_signing_in()
    {
        using var client = county.Anonymous();

        Assert.Equal("live", await client.GetStringAsync("/health/live", Cancel));
        Assert.Equal("ready", await client.GetStringAsync("/health/ready", Cancel));
        var metrics = await client.GetStringAsync("/metrics", Cancel);
        foreach (var name in new[] { "checklists_submissions{status=\"in_review\"}", "checklists_reviews_open", "checklists_mails{status=\"failed\"}", "checklists_runs{status=\"sealed\"}" })
        {
            Assert.Matches($"(?m)^{System.Text.RegularExpressions.Regex.Escape(name)} \\d+$", metrics);
        }
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/error/500")]
    public async Task Errors_are_told_in_chinese_with_a_way_on(string path)
    {
        using var person = await county.SignInAsync(AccountRole.Observer, WebCounty.County, Cancel);

        using var answer = await person.Http.GetAsync(path, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.True((int)answer.StatusCode >= 400);
        Assert.Contains("回到首页", page, StringComparison.Ordinal);
    }

    /// <summary>An address for every route, made-up where it takes a parameter: refusals must carry the headers as well.</summary>
    private IEnumerable<string> Paths() => county.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
        .Where(p => !p.StartsWith("/hangfire", StringComparison.Ordinal) && !p.Contains('*', StringComparison.Ordinal))
        .Select(p => System.Text.RegularExpressions.Regex.Replace(p, "\\{(\\w+)[^}]*\\}", m => m.Groups[1].Value switch
        {
            "code" => "411723001001",
            "id" => "00000000-0000-0000-0000-000000000001",
            "documentName" => "v1",
            "status" => "404",
            "week" => "2026-W01",
            _ => "x",
        }))
        .Distinct();

    private static string Header(HttpResponseMessage answer, string name) => string.Join("; ", answer.Headers.GetValues(name));
}
