using System.Net;
using Checklists.Identity;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>A village hands its list in over the page.</summary>
[Collection(WebTests.Name)]
public sealed class UploadTests(WebCounty county)
{
    private const string Good = "411723101201_杨埠镇示例";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_village_without_a_list_is_told_what_to_do()
    {
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, "411723101001", Cancel);

        var page = await client.ReadAsync("/village/411723101001", Cancel);

        Assert.Contains("待提交", page, StringComparison.Ordinal);
        Assert.Contains("/blank-form.xlsx", page, StringComparison.Ordinal);
        Assert.Contains("/village/411723101001/submit", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_list_is_taken_in_whole_and_every_line_has_an_opinion_with_reasons()
    {
        const string village = "411723101201";
        var file = FileOf(Good);
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);

        using var answer = await client.UploadAsync($"/village/{village}/submit", Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancel), Cancel);
        Assert.Equal($"/village/{village}", answer.Headers.Location?.OriginalString);
        var page = await client.ReadAsync($"/village/{village}", Cancel);

        var submission = await StandingAsync(village);
        Assert.Contains($"清单已收入，共 {submission.LineCount} 行", page, StringComparison.Ordinal);
        Assert.Equal(submission.LineCount, Occurrences(page, "<li id=\"line-"));
        Assert.Equal(submission.LineCount, Occurrences(page, "依据和理由"));
        Assert.Contains("系统初核意见", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_senders_original_comes_back_byte_for_byte_and_the_same_file_is_recognised()
    {
        const string village = "411723101202";
        var file = FileOf(village);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        using var first = await client.UploadAsync($"/village/{village}/submit", Path.GetFileName(file), bytes, Cancel);
        var submission = await StandingAsync(village);

        using var original = await client.Http.GetAsync($"/lists/{submission.Id}/original", Cancel);
        using var second = await client.UploadAsync($"/village/{village}/submit", Path.GetFileName(file), bytes, Cancel);

        Assert.Equal(bytes, await original.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("已经提交过", WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Equal(1, await county.QueryAsync(db => db.Submissions.CountAsync(s => s.VillageCode == village, Cancel)));
    }

    [Fact]
    public async Task A_list_with_mistakes_is_refused_as_a_table_and_nothing_is_taken_in()
    {
        const string village = "411723109209";
        var file = FileOf(village);
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);

        using var answer = await client.UploadAsync($"/village/{village}/submit", Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancel), Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("清单未收入", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">怎么改</th>", page, StringComparison.Ordinal);
        Assert.True(Occurrences(page, "data-label=\"问题\"") > 1, page);
        Assert.False(await county.QueryAsync(db => db.Submissions.AnyAsync(s => s.VillageCode == village, Cancel)));
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, "411723101001", Cancel);

        using var answer = await client.UploadAsync("/village/411723101001/submit", "清单.xlsx", new byte[(6 * 1024 * 1024) + 1], Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("不能超过 5 MB", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_and_an_empty_file_are_told_apart()
    {
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, "411723101001", Cancel);

        using var empty = await client.UploadAsync("/village/411723101001/submit", "清单.xlsx", [], Cancel);
        using var none = await client.PostFormAsync("/village/411723101001/submit", [], Cancel);

        Assert.Contains("“清单.xlsx”是空的", WebUtility.HtmlDecode(await empty.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.Contains("没有选择文件", WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_typed_in_on_the_page_go_through_the_same_intake()
    {
        const string village = "411723101203";
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        var form = new Dictionary<string, string>
        {
            ["Lines[0].Text"] = "宣传居民医保政策",
            ["Lines[0].Kind"] = "Duty",
            ["Lines[0].Issuer"] = "县医保局",
            ["Lines[0].Target"] = "true",
            ["Lines[1].Text"] = "",
            ["Lines[1].Kind"] = "Duty",
            ["Lines[2].Text"] = "开具居住情况说明",
            ["Lines[2].Kind"] = "Proof",
            ["Lines[2].EndsOn"] = "2026-12-31",
        };

        using var answer = await client.PostFormAsync($"/village/{village}/enter", form, Cancel);

        Assert.Equal($"/village/{village}", answer.Headers.Location?.OriginalString);
        var submission = await StandingAsync(village);
        var lines = await county.QueryAsync(db => db.Lines.Where(l => l.SubmissionId == submission.Id).OrderBy(l => l.Number).ToListAsync(Cancel));
        Assert.Equal(["宣传居民医保政策", "开具居住情况说明"], lines.Select(l => l.Text));
        Assert.Equal(("县医保局", true), (lines[0].Issuer, lines[0].Target));
        Assert.Equal(new DateOnly(2026, 12, 31), lines[1].EndsOn);
    }

    [Fact]
    public async Task A_mistake_in_a_typed_line_names_the_number_beside_the_line()
    {
        const string village = "411723101204";
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        var form = new Dictionary<string, string>
        {
            ["Lines[0].Text"] = "组织村民会议",
            ["Lines[1].Text"] = "",
            ["Lines[2].Text"] = "登记参保意愿",
            ["Lines[2].StartsOn"] = "2026-12-31",
            ["Lines[2].EndsOn"] = "2026-01-01",
        };

        using var answer = await client.PostFormAsync($"/village/{village}/enter", form, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<td data-label=\"行\">3</td>", page, StringComparison.Ordinal);
        // What was typed is still there.
        Assert.Contains("登记参保意愿", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_lines_keep_what_was_typed()
    {
        const string village = "411723101204";
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);

        using var answer = await client.PostFormAsync(
            $"/village/{village}/enter", new() { ["Lines[0].Text"] = "先写的一行" }, Cancel, $"/village/{village}/enter?handler=More");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Contains("先写的一行", page, StringComparison.Ordinal);
        Assert.Contains("name=\"Lines[5].Text\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_blank_form_is_understood_once_it_is_filled_in()
    {
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, "411723101001", Cancel);
        using var blank = await client.Http.GetAsync("/blank-form.xlsx", Cancel);
        var bytes = await blank.Content.ReadAsByteArrayAsync(Cancel);

        using var answer = await client.UploadAsync("/village/411723101001/submit", "村报清单（空白）.xlsx", bytes, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));

        // Its columns are recognised: what is wrong with it is only that it has no line.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(1, Occurrences(page, "data-label=\"问题\""));
    }

    [Fact]
    public async Task Lines_are_filtered_by_opinion()
    {
        const string village = "411723101205";
        var file = FileOf(village);
        using var client = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        using var sent = await client.UploadAsync($"/village/{village}/submit", Path.GetFileName(file), await File.ReadAllBytesAsync(file, Cancel), Cancel);
        var submission = await StandingAsync(village);
        var prohibited = await county.QueryAsync(db => db.Verdicts.CountAsync(
            v => v.SubmissionId == submission.Id && v.IsCurrent && v.Verdict == Matching.VerdictKind.Prohibited, Cancel));

        var page = await client.ReadAsync($"/village/{village}?verdict=Prohibited", Cancel);

        Assert.Equal(prohibited, Occurrences(page, "<li id=\"line-"));
    }

    private static string FileOf(string beginning) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(WebCounty.ListFile("x"))!, beginning + "*").Single();

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private Task<Submission> StandingAsync(string village) =>
        county.QueryAsync(db => db.Submissions.SingleAsync(s => s.VillageCode == village && s.Status != SubmissionStatus.Superseded, Cancel));
}
