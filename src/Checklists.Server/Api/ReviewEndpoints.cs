using System.Text.Json;
using Checklists.Identity;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Submissions;

namespace Checklists.Server.Api;

/// <summary>Lines that wait for a person: read, decide.</summary>
public static class ReviewEndpoints
{
    private const int Most = 500;

    /// <summary>Maps them.</summary>
    public static void MapReviews(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", ListAsync)
            .WithName("ListReviews").WithSummary("账号区域范围内待复核的行，按区划代码和行号排列").Produces<IReadOnlyList<ReviewAnswer>>();
        api.MapPost("/reviews/{id:guid}/decision", DecideAsync)
            .WithName("DecideReview").WithSummary("复核一行；已复核的行可以更正").Accepts<DecisionRequest>("application/json")
            .Produces<DecidedAnswer>().Produces<ApiProblem>(404, ApiProblem.ContentType)
            .Produces<ApiProblem>(409, ApiProblem.ContentType).Produces<ApiProblem>(422, ApiProblem.ContentType);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TownshipDesk desk, RegionDirectory regions, CancellationToken ct)
    {
        var viewer = http.Caller();
        var answers = new List<ReviewAnswer>();
        foreach (var township in (await regions.WithinAsync(viewer.RegionCode, ct)).Where(r => r.Level == RegionLevel.Township))
        {
            var lines = await desk.OpenAsync(township.Code, Most - answers.Count, ct);
            answers.AddRange(lines.Select(Answer));
            if (answers.Count >= Most)
            {
                break;
            }
        }

        return TypedResults.Json(answers, ApiJson.Options);
    }

    private static ReviewAnswer Answer(DeskLine d) => new(
        d.Review.Id, d.Review.Version, d.Review.TownshipCode, d.Village.Code, d.Village.Name, d.Review.SubmissionId, d.Line.Number, d.Line.Text, d.Line.Kind,
        d.Line.Issuer, d.Current.Verdict, d.Current.Reasons, OpinionDetails.Of(d.Current).Candidates, d.Review.OpenedAt);

    private static async Task<IResult> DecideAsync(HttpContext http, Guid id, IdempotentAnswers answers, ReviewDesk reviews, TownshipDesk desk)
    {
        var viewer = http.Caller();
        using var read = new MemoryStream();
        await http.Request.Body.CopyToAsync(read, http.RequestAborted);
        var body = read.ToArray();
        return await answers.AnswerAsync(http, viewer, body, async ct =>
            await desk.TownshipOfAsync(id, ct) is { } township && AccessRules.MayDecide(viewer, township)
                ? Read(body) is { } decision
                    ? Answer(await reviews.DecideAsync(new ReviewDecision(
                        id, decision.Version, decision.Verdict, decision.Finding, decision.Codes ?? [], decision.Reason ?? "", viewer.UserName), ct))
                    : ApiAnswer.Of(new ApiProblem(400, "请求有误", "正文应为 JSON 对象，verdict 取 primary、assisting、unlisted、ambiguous、prohibited 之一，reason 写明理由。"))
                : ApiAnswer.Of(ApiProblem.NotFound));
    }

    private static DecisionRequest? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<DecisionRequest>(body, ApiJson.Options) is { } decision && Enum.IsDefined(decision.Verdict) ? decision : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ApiAnswer Answer(DecisionResult result) => result switch
    {
        DecisionResult.Decided decided => new ApiAnswer(200, new DecidedAnswer(decided.OpenLeft)),
        DecisionResult.Conflict conflict => ApiAnswer.Of(new ApiProblem(
            409, "已有复核意见", $"“{conflict.DecidedBy}”已先作出复核意见，本次未写入。请重新读取该行；确需更正时用版本 {conflict.CurrentVersion} 再次提交。")),
        DecisionResult.NotFound => ApiAnswer.Of(ApiProblem.NotFound),
        DecisionResult.Invalid invalid => ApiAnswer.Of(new ApiProblem(422, "意见不完整", invalid.Message)),
        _ => throw new InvalidOperationException($"Unknown decision result {result.GetType().Name}."),
    };
}
