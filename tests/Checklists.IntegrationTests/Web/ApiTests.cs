using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Checklists.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>Programs hand lists in, with a personal token.</summary>
[Collection(WebTests.Name)]
public sealed class ApiTests(WebCounty county)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_in_json_lines_is_taken_in_and_read_back_with_its_opinions()
    {
        const string village = "411723102201";
        using var client = await county.ApiAsync(AccountRole.CountyReviewer, WebCounty.County);

        using var sent = await PostLinesAsync(client, village, "{\"id\":\"a\",\"text\":\"宣传居民医保政策\",\"kind\":\"duty\"}\n{\"id\":\"b\",\"text\":\"医保参保率达到98%，完不成扣绩效\",\"kind\":\"duty\"}\n");
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        var list = await client.GetFromJsonAsync<JsonElement>(sent.Headers.Location, Cancel);

        Assert.Equal(village, list.GetProperty("villageCode").GetString());
        var lines = list.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(["宣传居民医保政策", "医保参保率达到98%，完不成扣绩效"], lines.Select(l => l.GetProperty("text").GetString()));
        Assert.All(lines, l => Assert.Equal("system", l.GetProperty("history")[0].GetProperty("stage").GetString()));
        Assert.Equal("prohibited", lines[1].GetProperty("current").GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_village_uploads_a_workbook_as_multipart_without_naming_itself()
    {
        const string village = "411723102202";
        var file = Directory.EnumerateFiles(Path.GetDirectoryName(WebCounty.ListFile("x"))!, village + "*").Single();
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, village);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(file, Cancel)), "file", Path.GetFileName(file) } };

        using var sent = await client.PostAsync("/api/v1/submissions", form, Cancel);
        using var again = await client.PostAsync(
            "/api/v1/submissions?fileName=" + Uri.EscapeDataString(Path.GetFileName(file)), new ByteArrayContent(await File.ReadAllBytesAsync(file, Cancel)), Cancel);

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.True((await JsonAsync(again)).GetProperty("alreadyReceived").GetBoolean());
    }

    [Fact]
    public async Task A_refusal_names_every_place_and_takes_nothing_in()
    {
        const string village = "411723102203";
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, village);

        using var answer = await PostLinesAsync(client, village, "{\"text\":\"好的一行\"}\n{\"kind\":\"duty\"}\n{\"text\":\"日期\",\"endsOn\":\"明天\"}\n");
        var problem = await JsonAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([2, 3], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("row").GetInt32()));
        Assert.All(problem.GetProperty("errors").EnumerateArray(), e => Assert.NotEmpty(e.GetProperty("remedy").GetString()!));
        Assert.False(await county.QueryAsync(db => db.Submissions.AnyAsync(s => s.VillageCode == village, Cancel)));
    }

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_another_request_with_it_is_refused()
    {
        const string village = "411723102204";
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, village);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "order 1");

        using var first = await PostLinesAsync(client, village, "{\"text\":\"组织村民会议\"}\n");
        using var second = await PostLinesAsync(client, village, "{\"text\":\"组织村民会议\"}\n");
        using var other = await PostLinesAsync(client, village, "{\"text\":\"另外一件事\"}\n");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(1, await county.QueryAsync(db => db.Submissions.CountAsync(s => s.VillageCode == village, Cancel)));
    }

    [Fact]
    public async Task A_key_belongs_to_its_account()
    {
        using var one = await county.ApiAsync(AccountRole.VillageSubmitter, "411723102205");
        using var two = await county.ApiAsync(AccountRole.VillageSubmitter, "411723102206");
        one.DefaultRequestHeaders.Add("Idempotency-Key", "shared");
        two.DefaultRequestHeaders.Add("Idempotency-Key", "shared");

        using var first = await PostLinesAsync(one, "411723102205", "{\"text\":\"组织村民会议\"}\n");
        using var second = await PostLinesAsync(two, "411723102206", "{\"text\":\"组织村民会议\"}\n");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }

    [Fact]
    public async Task Of_simultaneous_requests_with_one_key_the_work_is_done_once()
    {
        const string village = "411723102207";
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, village);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "at once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostLinesAsync(client, village, "{\"text\":\"组织村民会议\"}\n")));

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{a.StatusCode}"));
        Assert.Equal(1, await county.QueryAsync(db => db.Submissions.CountAsync(s => s.VillageCode == village, Cancel)));
        Array.ForEach(answers, a => a.Dispose());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("chk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("nonsense")]
    public async Task Without_a_known_token_the_answer_says_how_to_get_one(string? token)
    {
        using var client = county.Anonymous();
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        using var answer = await client.GetAsync("/api/v1/villages", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("访问令牌", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_made_on_the_account_page_shown_once_and_ended_there()
    {
        const string village = "411723102208";
        using var person = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        using var made = await person.PostFormAsync("/account", new() { ["purpose"] = "村务系统", ["days"] = "30" }, Cancel, "/account?handler=Token");
        var page = await made.Content.ReadAsStringAsync(Cancel);
        var token = Between(page, "class=\"secret\">", "<");
        using var client = county.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var before = await client.GetAsync("/api/v1/villages", Cancel);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var account = await person.ReadAsync("/account", Cancel);
        Assert.DoesNotContain(token, account, StringComparison.Ordinal);

        var hash = Between(account[account.IndexOf("村务系统", StringComparison.Ordinal)..], "name=\"hash\" value=\"", "\"");
        using var ended = await person.PostFormAsync("/account", new() { ["hash"] = hash }, Cancel, "/account?handler=EndToken");
        using var after = await client.GetAsync("/api/v1/villages", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_request_that_rides_on_a_cookie_needs_the_pages_token()
    {
        const string village = "411723102209";
        using var person = await county.SignInAsync(AccountRole.VillageSubmitter, village, Cancel);
        using var forged = await PostLinesAsync(person.Http, village, "{\"text\":\"组织村民会议\"}\n");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        person.Http.DefaultRequestHeaders.Add("RequestVerificationToken", await person.TokenAsync("/account", Cancel));
        using var genuine = await PostLinesAsync(person.Http, village, "{\"text\":\"组织村民会议\"}\n");
        Assert.Equal(HttpStatusCode.Created, genuine.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_in_the_interfaces_own_form()
    {
        using var client = await county.ApiAsync(AccountRole.VillageSubmitter, "411723102203");

        using var upload = await client.PostAsync("/api/v1/submissions?fileName=a.xlsx", new ByteArrayContent(new byte[(6 * 1024 * 1024) + 1]), Cancel);
        using var other = await client.PostAsync("/api/v1/runs", new ByteArrayContent(new byte[600 * 1024]), Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, upload.StatusCode);
        Assert.Contains("5 MB", (await JsonAsync(upload)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, other.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/no-such-thing", 404)]
    [InlineData("/api/v1/submissions/no-guid", 404)]
    public async Task An_unknown_address_is_answered_in_the_interfaces_own_form(string path, int status)
    {
        using var client = await county.ApiAsync(AccountRole.CountyReviewer, WebCounty.County);
        using var stranger = county.Anonymous();

        using var answer = await client.GetAsync(path, Cancel);
        using var refused = await stranger.GetAsync(path, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_body_of_another_kind_is_told_so()
    {
        using var client = await county.ApiAsync(AccountRole.CountyReviewer, WebCounty.County);

        using var answer = await client.PostAsync("/api/v1/runs", new StringContent("week=2026-W47"), Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("application/json", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_describes_itself()
    {
        using var client = county.Anonymous();

        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

        string[] paths = ["/api/v1/submissions", "/api/v1/villages", "/api/v1/certificates", "/api/v1/runs", "/api/v1/reviews"];
        Assert.All(paths, path => Assert.True(document.GetProperty("paths").TryGetProperty(path, out _), path));
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("type").GetString());
    }

    private static Task<HttpResponseMessage> PostLinesAsync(HttpClient client, string village, string lines) =>
        client.PostAsync($"/api/v1/submissions?villageCode={village}", new StringContent(lines, Encoding.UTF8, "application/jsonl"), Cancel);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
