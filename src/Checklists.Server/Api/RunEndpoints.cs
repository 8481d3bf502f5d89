using System.Text.Json;
using Checklists.Compliance;
using Checklists.Identity;

namespace Checklists.Server.Api;

/// <summary>Compliance runs: read, start.</summary>
public static class RunEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", ListAsync).WithName("ListRuns").WithSummary("本县各周核对，新的在前").Produces<IReadOnlyList<RunAnswer>>();
        api.MapGet("/runs/{week}", FindAsync)
            .WithName("GetRun").WithSummary("一周核对的进度和结果；只含账号区域范围内的乡镇（街道）")
            .Produces<RunAnswer>().Produces<ApiProblem>(404, ApiProblem.ContentType);
        api.MapPost("/runs", StartAsync)
            .WithName("StartRun").WithSummary("启动一周核对；同一周只有一次，已封存的不再变动").Accepts<RunRequest>("application/json")
            .Produces<RunStartAnswer>(202).Produces<RunStartAnswer>().Produces<ApiProblem>(404, ApiProblem.ContentType).Produces<ApiProblem>(422, ApiProblem.ContentType);
    }

    private static async Task<IResult> ListAsync(HttpContext http, RunView runs, CancellationToken ct) =>
        TypedResults.Json((await runs.OfCountyAsync(AccessRules.CountyOf(http.Caller().RegionCode), ct)).Select(r => RunAnswer.Of(r, null)).ToList(), ApiJson.Options);

    private static async Task<IResult> FindAsync(HttpContext http, string week, RunView runs, CancellationToken ct)
    {
        var viewer = http.Caller();
        return await runs.FindAsync(AccessRules.CountyOf(viewer.RegionCode), week, viewer.RegionCode, ct) is { } found
            ? TypedResults.Json(RunAnswer.Of(found.Run, found.Townships), ApiJson.Options)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> StartAsync(HttpContext http, IdempotentAnswers answers, WeeklyCompliance compliance)
    {
        var viewer = http.Caller();
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var body = read.ToArray();
        return await answers.AnswerAsync(http, viewer, body, ct => BeginAsync(viewer, body, compliance, ct));
    }

    private static async Task<ApiAnswer> BeginAsync(Viewer viewer, byte[] body, WeeklyCompliance compliance, CancellationToken ct)
    {
        if (!AccessRules.MayStartRun(viewer))
        {
            return ApiAnswer.Of(ApiProblem.NotFound);
        }

        string? week;
        try
        {
            week = body.Length == 0 ? null : JsonSerializer.Deserialize<RunRequest>(body, ApiJson.Options)?.Week;
        }
        catch (JsonException)
        {
            return ApiAnswer.Of(new ApiProblem(400, "请求有误", "正文应为 JSON 对象，例如 {\"week\":\"2026-W47\"}；不写 week 表示本周。"));
        }

        try
        {
            var start = await compliance.StartAsync(week, viewer.UserName, ct);
            return new ApiAnswer(
                start.Created ? 202 : 200, new RunStartAnswer(start.RunId, $"/api/v1/runs/{start.Week}", start.Week, start.AlreadySealed, start.Created));
        }
        catch (WeekException refused)
        {
            return ApiAnswer.Of(new ApiProblem(422, "周次有误", refused.Message));
        }
    }
}
