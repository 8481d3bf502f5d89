using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Checklists.Certificates;
using Checklists.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>The county starts runs, reads their results, and anybody verifies a certificate.</summary>
[Collection(WebTests.Name)]
public sealed class CountyTests(WebCounty county)
{
    private const string Village = "411723106201";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_county_starts_this_weeks_run_and_a_second_start_changes_nothing()
    {
        using var person = await county.SignInAsync(AccountRole.CountyReviewer, WebCounty.County, Cancel);
        Assert.Contains("启动本周核对", await person.ReadAsync("/county", Cancel), StringComparison.Ordinal);
        var token = await person.TokenAsync("/county", Cancel);

        using var started = await person.PostFormAsync("/county", [], Cancel);
        Assert.Equal("/county", started.Headers.Location?.OriginalString);
        var week = await county.QueryAsync(db => db.ComplianceRuns.OrderByDescending(r => r.Week).Select(r => r.Week).FirstAsync(Cancel));
        await county.UntilSealedAsync(week, Cancel);

        var page = await person.ReadAsync("/county", Cancel);
        Assert.Contains("已封存", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hx-trigger=\"every 2s\"", page, StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
        using var again = await person.Http.PostAsync("/county", form, Cancel);
        Assert.Contains("已经封存，没有重新核对", await person.ReadAsync("/county", Cancel), StringComparison.Ordinal);
        Assert.Equal(1, await county.QueryAsync(db => db.ComplianceRuns.CountAsync(r => r.Week == week, Cancel)));
    }

    [Fact]
    public async Task A_run_shows_every_township_by_code_and_its_totals_over_page_and_interface()
    {
        const string week = "2026-W31";
        await EnsureListAsync();
        await county.RunWeekAsync(week, Cancel);
        using var person = await county.SignInAsync(AccountRole.Observer, WebCounty.County, Cancel);
        using var client = await county.ApiAsync(AccountRole.Observer, WebCounty.County);

        var page = await person.ReadAsync($"/county/runs/{week}", Cancel);
        var run = await client.GetFromJsonAsync<JsonElement>($"/api/v1/runs/{week}", Cancel);

        var codes = run.GetProperty("townships").EnumerateArray().Select(t => t.GetProperty("code").GetString()!).ToList();
        Assert.Equal(19, codes.Count);
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Equal("sealed", run.GetProperty("status").GetString());
        Assert.True(run.GetProperty("isLate").GetBoolean());
        Assert.Contains("补跑", page, StringComparison.Ordinal);
        Assert.Equal(codes.Count, page.Split("<th scope=\"row\">").Length - 1);
    }

    [Theory]
    [InlineData("\"2026-W99\"", "不是有效的周")]
    [InlineData("\"2099-W01\"", "还没有开始")]
    public async Task A_week_that_is_none_is_refused(string week, string message)
    {
        using var client = await county.ApiAsync(AccountRole.CountyReviewer, WebCounty.County);

        using var answer = await client.PostAsync("/api/v1/runs", new StringContent($"{{\"week\":{week}}}", Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(message, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_verifies_a_certificate_however_the_number_is_typed_and_learns_nothing_personal()
    {
        var certificate = await CertificateAsync("2026-W32");
        using var anybody = new PageClient(county.Anonymous());

        var plain = await anybody.ReadAsync($"/verify/{certificate.Number}", Cancel);
        var typed = await anybody.ReadAsync("/verify?number=" + Uri.EscapeDataString($" {FullWidth(certificate.Number.ToLowerInvariant())} "), Cancel);

        Assert.Contains("<h2>有效</h2>", plain, StringComparison.Ordinal);
        Assert.Contains("<h2>有效</h2>", typed, StringComparison.Ordinal);
        Assert.Contains(certificate.FileHash, plain, StringComparison.Ordinal);
        Assert.DoesNotContain("宣传居民医保政策", plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CertificateStatus.Superseded, "已更替")]
    [InlineData(CertificateStatus.Revoked, "已撤销")]
    public async Task A_certificate_that_no_longer_stands_says_so(CertificateStatus status, string heading)
    {
        var certificate = await CertificateAsync(status == CertificateStatus.Revoked ? "2026-W33" : "2026-W34");
        await county.QueryAsync(db => db.Certificates.Where(c => c.Number == certificate.Number)
            .ExecuteUpdateAsync(u => u.SetProperty(c => c.Status, status).SetProperty(c => c.RevocationReason, "村名有误"), Cancel));
        using var anybody = new PageClient(county.Anonymous());

        Assert.Contains($"<h2>{heading}</h2>", await anybody.ReadAsync($"/verify/{certificate.Number}", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PY-2026W47-000000-0000")]
    [InlineData("'; drop table certificates; --")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_number_that_was_never_issued_is_told_so(string number)
    {
        using var anybody = county.Anonymous();

        using var answer = await anybody.GetAsync("/verify?number=" + Uri.EscapeDataString(number), Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("查无此编号", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_villages_certificate_is_a_pdf_for_its_people()
    {
        var certificate = await CertificateAsync("2026-W32");
        using var person = await county.SignInAsync(AccountRole.VillageSubmitter, Village, Cancel);
        Assert.Contains($"/certificates/{certificate.Number}", await person.ReadAsync($"/village/{Village}", Cancel), StringComparison.Ordinal);

        using var pdf = await person.Http.GetAsync($"/certificates/{certificate.Number}", Cancel);

        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Equal("%PDF-"u8.ToArray(), (await pdf.Content.ReadAsByteArrayAsync(Cancel))[..5]);
    }

    [Fact]
    public async Task An_item_of_the_list_is_found_by_keyword_and_shows_its_legal_basis()
    {
        using var person = await county.SignInAsync(AccountRole.Observer, WebCounty.County, Cancel);

        var found = await person.ReadAsync("/catalogue?q=" + Uri.EscapeDataString("医保") + "&kind=Duty&category=Prohibited", Cancel);
        var item = await person.ReadAsync("/catalogue/F013", Cancel);

        Assert.Contains("/catalogue/F013", found, StringComparison.Ordinal);
        Assert.DoesNotContain("/catalogue/X034", found, StringComparison.Ordinal);
        Assert.Contains("依据", item, StringComparison.Ordinal);
        Assert.Contains("非任何省份正式清单", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_makes_an_account_whose_password_is_shown_once()
    {
        using var admin = await county.SignInAsync(AccountRole.Administrator, WebCounty.County, Cancel);
        var wanted = new Dictionary<string, string> { ["userName"] = "new-one", ["displayName"] = "示例镇党建办", ["role"] = "1", ["regionCode"] = "411723106000" };

        using var made = await admin.PostFormAsync("/accounts", wanted, Cancel);
        var page = await made.Content.ReadAsStringAsync(Cancel);
        var start = page.IndexOf("class=\"secret\">", StringComparison.Ordinal) + "class=\"secret\">".Length;
        var password = page[start..page.IndexOf('<', start)];
        using var twice = await admin.PostFormAsync("/accounts", wanted, Cancel);

        Assert.DoesNotContain(password, await admin.ReadAsync("/accounts", Cancel), StringComparison.Ordinal);
        Assert.Contains("已被使用", await twice.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var person = new PageClient(county.Anonymous());
        using var signedIn = await person.PostFormAsync("/signin", new() { ["name"] = "new-one", ["password"] = password }, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task An_account_that_is_switched_off_is_out_by_password_and_token()
    {
        var (name, password) = await county.AccountAsync(AccountRole.VillageSubmitter, "411723106202");
        using var program = await county.ApiAsync(AccountRole.VillageSubmitter, "411723106202");
        using var admin = await county.SignInAsync(AccountRole.Administrator, WebCounty.County, Cancel);
        var id = await county.QueryAsync(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync(Cancel));

        using var off = await admin.PostFormAsync("/accounts", new() { ["id"] = id.ToString(), ["on"] = "false" }, Cancel, "/accounts?handler=Switch");

        using var person = new PageClient(county.Anonymous());
        using var signedIn = await person.PostFormAsync("/signin", new() { ["name"] = name, ["password"] = password }, Cancel);
        using var asked = await program.GetAsync("/api/v1/villages", Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
    }

    private static string FullWidth(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    private async Task EnsureListAsync()
    {
        if (!await county.QueryAsync(db => db.Submissions.AnyAsync(s => s.VillageCode == Village, Cancel)))
        {
            await county.HandInAsync(Village, "宣传居民医保政策", "组织村民会议");
        }
    }

    private async Task<Certificate> CertificateAsync(string week)
    {
        await EnsureListAsync();
        await county.RunWeekAsync(week, Cancel);
        // Runs of other weeks may have superseded it since.
        await county.QueryAsync(db => db.Certificates.Where(c => c.VillageCode == Village && c.Week == week)
            .ExecuteUpdateAsync(u => u.SetProperty(c => c.Status, CertificateStatus.Valid), Cancel));
        return await county.QueryAsync(db => db.Certificates.AsNoTracking().SingleAsync(c => c.VillageCode == Village && c.Week == week, Cancel));
    }
}
