using System.Net;
using Checklists.Identity;
using Xunit;

namespace Checklists.IntegrationTests.Web;

[Collection(WebTests.Name)]
public sealed class SignInTests(WebCounty county)
{
    private const string Township = "411723003000";
    private const string Village = "411723003001";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AccountRole.VillageSubmitter, Village, "/village/411723003001")]
    [InlineData(AccountRole.TownshipReviewer, Township, "/township/411723003000")]
    [InlineData(AccountRole.CountyReviewer, WebCounty.County, "/county")]
    [InlineData(AccountRole.Administrator, WebCounty.County, "/county")]
    [InlineData(AccountRole.Observer, Township, "/township/411723003000")]
    public async Task Everybody_comes_to_the_own_page(AccountRole role, string region, string home)
    {
        using var client = await county.SignInAsync(role, region, Cancel);

        using var answer = await client.Http.GetAsync("/", Cancel);

        Assert.Equal(home, answer.Headers.Location?.OriginalString);
        await client.ReadAsync(home, Cancel);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_account_read_the_same()
    {
        var (name, _) = await county.AccountAsync(AccountRole.VillageSubmitter, "411723003002");
        using var client = new PageClient(county.Anonymous());

        using var wrong = await client.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = "not the password" }, Cancel);
        using var unknown = await client.PostFormAsync("/signin", new() { ["name"] = "nobody-of-that-name", ["password"] = "not the password" }, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(Message(await wrong.Content.ReadAsStringAsync(Cancel)), Message(await unknown.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task After_too_many_failures_the_right_password_does_not_help_either()
    {
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, "411723003003");
        using var client = new PageClient(county.Anonymous());
        for (var i = 0; i < IdentityComposition.FailuresBeforeRest; i++)
        {
            using var failed = await client.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = "guess " + i }, Cancel);
        }

        using var answer = await client.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = password }, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_forged_form_is_refused()
    {
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, Village);
        using var client = county.Anonymous();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = password });

        using var answer = await client.PostAsync("/signin", form, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("刷新后重新提交", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_led_away_to_another_site()
    {
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, Village);
        using var client = new PageClient(county.Anonymous());

        using var answer = await client.PostFormAsync(
            "/signin", new() { ["name"] = name, ["password"] = password, ["next"] = "https://example.org/" }, Cancel);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_ends_with_signing_out()
    {
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, Village);
        using var client = new PageClient(county.Anonymous());
        using var signedIn = await client.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = password }, Cancel);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("checklists=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        using var signedOut = await client.PostFormAsync("/account", [], Cancel, "/signout");
        using var after = await client.Http.GetAsync("/account", Cancel);

        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Contains("/signin", after.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_changes_the_password()
    {
        const string chosen = "一句好记的长一点的话 2026";
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, "411723003004");
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, "411723003004", Cancel);

        using var tooShort = await client.PostFormAsync(
            "/account", new() { ["current"] = password, ["chosen"] = "short", ["again"] = "short" }, Cancel, "/account?handler=Password");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
        using var changed = await client.PostFormAsync(
            "/account", new() { ["current"] = password, ["chosen"] = chosen, ["again"] = chosen }, Cancel, "/account?handler=Password");
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);

        using var fresh = new PageClient(county.Anonymous());
        using var old = await fresh.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = password }, Cancel);
        using var now = await fresh.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = chosen }, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, old.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, now.StatusCode);
    }

    private static string Message(string html)
    {
        var start = html.IndexOf("role=\"alert\"", StringComparison.Ordinal);
        return html[start..html.IndexOf("</p>", start, StringComparison.Ordinal)];
    }
}
