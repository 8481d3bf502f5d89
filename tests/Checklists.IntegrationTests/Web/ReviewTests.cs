using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Checklists.Identity;
using Checklists.Matching;
using Checklists.Rectification;
using Checklists.Reviews;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>A township decides the lines that the system is not sure of.</summary>
[Collection(WebTests.Name)]
public sealed class ReviewTests(WebCounty county)
{
    private const string Township = "411723103000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_waits_on_the_desk_is_decided_with_one_tap_and_the_list_is_checked()
    {
        const string village = "411723103201";
        var list = await county.HandInAsync(village, "安全生产");
        var review = await ReviewOfAsync(list, 1);
        using var person = await county.SignInAsync(AccountRole.TownshipReviewer, Township, Cancel);
        Assert.Contains($"/reviews/{review.Id}", await person.ReadAsync($"/township/{Township}", Cancel), StringComparison.Ordinal);

        using var answer = await person.PostFormAsync(
            $"/reviews/{review.Id}", new() { ["version"] = Version(review), ["item"] = "X007" }, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var village1 = await person.ReadAsync($"/village/{village}", Cancel);
        Assert.Contains("复核意见", village1, StringComparison.Ordinal);
        Assert.Contains("经复核，与清单事项 X007", village1, StringComparison.Ordinal);
        Assert.Equal(SubmissionStatus.Checked, await county.QueryAsync(db => db.Submissions.Where(s => s.Id == list).Select(s => s.Status).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task A_correction_keeps_the_earlier_opinion()
    {
        var list = await county.HandInAsync("411723103202", "征兵工作", "安全生产");
        var review = await ReviewOfAsync(list, 1);
        using var person = await county.SignInAsync(AccountRole.TownshipReviewer, Township, Cancel);
        using var first = await person.PostFormAsync($"/reviews/{review.Id}", new() { ["version"] = Version(review), ["item"] = "X001" }, Cancel);
        Assert.Contains($"/reviews/{review.Id}", await person.ReadAsync($"/township/{Township}", Cancel), StringComparison.Ordinal);

        var decided = await ReviewOfAsync(list, 1);
        using var second = await person.PostFormAsync(
            $"/reviews/{review.Id}",
            new() { ["version"] = Version(decided), ["item"] = "", ["verdict"] = "Prohibited", ["codes"] = "f014", ["reason"] = "核实后发现下达了征兵指标" },
            Cancel);

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        var opinions = await county.QueryAsync(db => db.Verdicts.Where(v => v.LineId == review.LineId).OrderBy(v => v.Sequence).ToListAsync(Cancel));
        Assert.Equal([VerdictStage.System, VerdictStage.Review, VerdictStage.Review], opinions.Select(o => o.Stage));
        Assert.Equal([false, false, true], opinions.Select(o => o.IsCurrent));
        Assert.Equal(("F014", VerdictKind.Prohibited), (opinions[2].Codes.Single(), opinions[2].Verdict));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_is_told_who_was_first()
    {
        var list = await county.HandInAsync("411723103203", "征兵工作", "安全生产");
        var review = await ReviewOfAsync(list, 1);
        using var person = await county.SignInAsync(AccountRole.TownshipReviewer, Township, Cancel);
        using var first = await person.PostFormAsync($"/reviews/{review.Id}", new() { ["version"] = Version(review), ["item"] = "X001" }, Cancel);

        using var second = await person.PostFormAsync($"/reviews/{review.Id}", new() { ["version"] = Version(review), ["item"] = "F014" }, Cancel);
        var page = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains($"“townshipreviewer-{Township}”已先对这一行作出复核意见", page, StringComparison.Ordinal);
        Assert.Equal(2, await county.QueryAsync(db => db.Verdicts.CountAsync(v => v.LineId == review.LineId, Cancel)));
    }

    [Theory]
    [InlineData("", "", "请选择一项复核意见")]
    [InlineData("Unlisted", "", "请写明核实情况和理由")]
    public async Task A_decision_that_says_too_little_is_sent_back_with_what_was_typed(string verdict, string reason, string message)
    {
        var list = await county.HandInAsync("411723103204", "安全生产", $"征兵工作 {verdict}");
        var review = await ReviewOfAsync(list, 1);
        using var person = await county.SignInAsync(AccountRole.TownshipReviewer, Township, Cancel);

        using var answer = await person.PostFormAsync(
            $"/reviews/{review.Id}",
            new() { ["version"] = Version(review), ["item"] = "", ["verdict"] = verdict, ["reason"] = reason, ["codes"] = "Z001" }, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(message, page, StringComparison.Ordinal);
        Assert.Contains("value=\"Z001\"", page, StringComparison.Ordinal);
        Assert.Equal(ReviewStatus.Open, (await ReviewOfAsync(list, 1)).Status);
    }

    [Fact]
    public async Task A_program_decides_and_is_told_of_a_conflict()
    {
        var list = await county.HandInAsync("411723103205", "安全生产", "征兵工作");
        using var client = await county.ApiAsync(AccountRole.TownshipReviewer, Township);
        var open = await client.GetFromJsonAsync<JsonElement>("/api/v1/reviews", Cancel);
        var review = open.EnumerateArray().First(r => r.GetProperty("submissionId").GetGuid() == list && r.GetProperty("lineNumber").GetInt32() == 1);
        var address = $"/api/v1/reviews/{review.GetProperty("id").GetGuid()}/decision";
        var decision = new { verdict = "prohibited", finding = "assisting_exceeded", codes = new[] { "X007" }, reason = "签了责任书", version = review.GetProperty("version").GetUInt32() };

        using var first = await client.PostAsJsonAsync(address, decision, Cancel);
        using var second = await client.PostAsJsonAsync(address, decision, Cancel);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(1, (await first.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("openLeft").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var found = await county.QueryAsync(db => db.Verdicts.SingleAsync(v => v.SubmissionId == list && v.IsCurrent && v.Stage == VerdictStage.Review, Cancel));
        Assert.Equal(Finding.AssistingExceeded, found.Finding);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"verdict\":\"guilty\"}")]
    [InlineData("{\"verdict\":17}")]
    [InlineData("[]")]
    public async Task A_decision_that_cannot_be_read_changes_nothing(string body)
    {
        var list = await county.HandInAsync("411723103206", "安全生产", body);
        var review = await ReviewOfAsync(list, 1);
        using var client = await county.ApiAsync(AccountRole.TownshipReviewer, Township);

        using var answer = await client.PostAsync($"/api/v1/reviews/{review.Id}/decision", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(ReviewStatus.Open, (await ReviewOfAsync(list, 1)).Status);
    }

    [Fact]
    public async Task Prohibited_lines_stand_under_the_department_that_assigned_them()
    {
        const string village = "411723103207";
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, village);
        using var sent = await client.PostAsync(
            $"/api/v1/submissions?villageCode={village}",
            new StringContent("{\"text\":\"医保参保率达到98%，完不成扣绩效\",\"issuer\":\"县医保局\"}\n"), Cancel);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        using var person = await county.SignInAsync(AccountRole.TownshipReviewer, Township, Cancel);
        var open = await county.QueryAsync(db => db.RectificationCases.AnyAsync(c => c.VillageCode == village && c.Status == RectificationStatus.Open, Cancel));
        if (!open)
        {
            var review = await county.QueryAsync(db => db.Reviews.SingleAsync(
                r => db.Submissions.Any(s => s.Id == r.SubmissionId && s.VillageCode == village), Cancel));
            using var decided = await person.PostFormAsync($"/reviews/{review.Id}", new() { ["version"] = Version(review), ["item"] = "F013" }, Cancel);
        }

        var page = await person.ReadAsync($"/township/{Township}/returned", Cancel);

        Assert.Contains("<h2>县医保局", page, StringComparison.Ordinal);
        Assert.Contains("责任在派交单位，不在村里", page, StringComparison.Ordinal);
    }

    private static string Version(Review review) => review.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<Review> ReviewOfAsync(Guid list, int number) => county.QueryAsync(db => db.Reviews.AsNoTracking().SingleAsync(
        r => r.SubmissionId == list && db.Lines.Any(l => l.Id == r.LineId && l.Number == number), Cancel));
}
