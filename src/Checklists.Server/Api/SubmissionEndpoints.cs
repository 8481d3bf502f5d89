using Checklists.Identity;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Api;

/// <summary>村报清单: hand in, read.</summary>
public static class SubmissionEndpoints
{
    private const string DefaultName = "submission.jsonl";

    /// <summary>Maps them.</summary>
    public static void MapSubmissions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/submissions", ReceiveAsync)
            .WithName("ReceiveSubmission").WithSummary("提交村报清单：整份接收，或者整份退回并逐条说明原因")
            .WithDescription("正文为文件本身（?fileName=…&villageCode=…），或者 multipart/form-data（file、villageCode）。格式 .xlsx、.csv、.jsonl，不超过 5 MB。")
            .WithMetadata(new RequestSizeLimitAttribute(UploadLimit.UploadBytes))
            .Produces<ReceivedAnswer>(201).Produces<ReceivedAnswer>()
            .Produces<ApiProblem>(404, ApiProblem.ContentType).Produces<ApiProblem>(413, ApiProblem.ContentType).Produces<ApiProblem>(422, ApiProblem.ContentType);
        api.MapGet("/submissions/{id:guid}", FindAsync)
            .WithName("GetSubmission").WithSummary("一份清单的各行及其意见").Produces<SubmissionAnswer>().Produces<ApiProblem>(404, ApiProblem.ContentType);
        api.MapGet("/submissions/{id:guid}/original", OriginalAsync)
            .WithName("GetSubmissionOriginal").WithSummary("下载原件").Produces<byte[]>(contentType: "application/octet-stream").Produces<ApiProblem>(404, ApiProblem.ContentType);
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext http, IdempotentAnswers answers, SubmissionIntake intake, [FromQuery] string? fileName, [FromQuery] string? villageCode)
    {
        var viewer = http.Caller();
        var body = await ReadBodyAsync(http, fileName, villageCode);
        if (body is null)
        {
            return TypedResults.Json(
                new ApiProblem(400, "没有文件", "请以文件内容作正文，或者在 multipart/form-data 中用 file 字段上传文件。"), ApiJson.Options, ApiProblem.ContentType, 400);
        }

        return await answers.AnswerAsync(http, viewer, body.Fingerprint, ct => TakeInAsync(intake, viewer, body, ct));
    }

    private static async Task<ApiAnswer> TakeInAsync(SubmissionIntake intake, Viewer viewer, UploadedList upload, CancellationToken ct)
    {
        // A village's own account need not say its village.
        var village = upload.VillageCode ?? (viewer.Role == AccountRole.VillageSubmitter ? viewer.RegionCode : null);
        if (village is null)
        {
            return ApiAnswer.Of(new ApiProblem(422, "缺少村代码", "请用 villageCode 指明是哪个村（社区）的清单，填 12 位统计用区划代码。"));
        }

        if (!AccessRules.MaySubmit(viewer, village))
        {
            return ApiAnswer.Of(ApiProblem.NotFound);
        }

        var result = await intake.ReceiveAsync(new IncomingList(upload.FileName, upload.Content, village, SubmissionChannel.Api, viewer.UserName), ct);
        return result switch
        {
            IntakeResult.Accepted a => new ApiAnswer(201, new ReceivedAnswer(a.SubmissionId, UrlOf(a.SubmissionId), a.VillageCode, a.LineCount, false, null, a.Notices)),
            IntakeResult.AlreadyReceived r => new ApiAnswer(200, new ReceivedAnswer(r.SubmissionId, UrlOf(r.SubmissionId), village, null, true, r.ReceivedAt, [])),
            IntakeResult.Refused refused => ApiAnswer.Of(Problem(refused)),
            _ => throw new InvalidOperationException($"Unknown intake result {result.GetType().Name}."),
        };
    }

    private static ApiProblem Problem(IntakeResult.Refused refused) => new(
        422,
        "清单未收入",
        $"共有 {refused.Refusals.Count + refused.FurtherRefusals} 处需要改正，整份清单未收入，原有清单不受影响。请按 errors 逐条改正后重新提交。",
        refused.Refusals);

    private static string UrlOf(Guid id) => $"/api/v1/submissions/{id}";

    private static async Task<UploadedList?> ReadBodyAsync(HttpContext http, string? fileName, string? villageCode)
    {
        var ct = http.RequestAborted;
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(ct);
            if (form.Files.GetFile("file") is not { } file)
            {
                return null;
            }

            await using var stream = file.OpenReadStream();
            return new UploadedList(
                Given(form["fileName"]) ?? Given(fileName) ?? file.FileName, await ReadAsync(stream, ct), Given(form["villageCode"]) ?? Given(villageCode));
        }

        var content = await ReadAsync(http.Request.Body, ct);
        return content.Length == 0 ? null : new UploadedList(Given(fileName) ?? DefaultName, content, Given(villageCode));
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken ct)
    {
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, ct);
        return read.ToArray();
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static async Task<IResult> FindAsync(HttpContext http, Guid id, VillageListView lists, CancellationToken ct) =>
        await lists.VillageOfAsync(id, ct) is { } village && AccessRules.Sees(http.Caller(), village) && await lists.FindAsync(id, ct) is { } list
            ? TypedResults.Json(SubmissionAnswer.Of(list), ApiJson.Options)
            : TypedResults.NotFound();

    private static async Task<IResult> OriginalAsync(HttpContext http, Guid id, VillageListView lists, CancellationToken ct) =>
        await lists.OriginalAsync(id, ct) is { } original && AccessRules.Sees(http.Caller(), original.Submission.VillageCode)
            ? TypedResults.File(original.File.Content, "application/octet-stream", original.Submission.FileName)
            : TypedResults.NotFound();

    /// <summary>A list as it came over HTTP.</summary>
    private sealed record UploadedList(string FileName, byte[] Content, string? VillageCode)
    {
        /// <summary>What makes two uploads the same request: not the form's boundary, which a client draws anew each time.</summary>
        public ReadOnlyMemory<byte> Fingerprint { get; } = (byte[])[.. System.Text.Encoding.UTF8.GetBytes($"{FileName}\n{VillageCode}\n"), .. Content];
    }
}
