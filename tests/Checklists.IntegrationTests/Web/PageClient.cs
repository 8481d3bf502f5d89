using System.Net;
using System.Text.RegularExpressions;

namespace Checklists.IntegrationTests.Web;

/// <summary>Uses pages as a browser without JavaScript does: keeps cookies, sends a form's hidden fields.</summary>
public sealed partial class PageClient(HttpClient client) : IDisposable
{
    /// <summary>The client below, for what is no form.</summary>
    public HttpClient Http { get; } = client;

    /// <summary>A page's text; it must be there.</summary>
    public async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        using var answer = await Http.GetAsync(path, ct);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(ct));
        return answer.StatusCode == HttpStatusCode.OK ? text : throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {text}");
    }

    /// <summary>The antiforgery token that a page's forms carry.</summary>
    public async Task<string> TokenAsync(string page, CancellationToken ct) => Token().Match(await ReadAsync(page, ct)).Groups[1].Value;

    /// <summary>Fills in a page's form and sends it to the page, or to another address.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string page, Dictionary<string, string> fields, CancellationToken ct, string? to = null)
    {
        var all = new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = await TokenAsync(page, ct) };
        using var content = new FormUrlEncodedContent(all);
        return await Http.PostAsync(to ?? page, content, ct);
    }

    /// <summary>Uploads a file by a page's form.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string page, string fileName, byte[] bytes, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(page, ct)), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "file", fileName },
        };
        return await Http.PostAsync(page, form, ct);
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
