using Checklists.Submissions.Reading;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Checklists.Server.Api;

/// <summary>An error of the interface in the form of RFC 9457 (<c>application/problem+json</c>), in Chinese.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">What kind of error it is.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Errors">Every place of the sender's file that is wrong; <c>null</c> where there is no file.</param>
public sealed record ApiProblem(int Status, string Title, string Detail, IReadOnlyList<Refusal>? Errors = null)
{
    /// <summary>MIME type of the answer.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>The same answer for what does not exist and for what the caller may not see.</summary>
    public static ApiProblem NotFound { get; } = new(404, "没有找到", "没有这条数据，或者它不在您账号的区域范围内。请核对地址中的编号或代码。");

    /// <summary>Describes an answer that has a status and no body.</summary>
    public static async Task DescribeStatusAsync(StatusCodeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        await response.WriteAsJsonAsync(Of(response.StatusCode), ApiJson.Options, ContentType, context.HttpContext.RequestAborted);
    }

    /// <summary>Answers a request that failed; the log has the cause.</summary>
    public static void HandleException(IApplicationBuilder app) => app.Run(async context =>
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(Of(status), ApiJson.Options, ContentType, context.RequestAborted);
    });

    private static ApiProblem Of(int status) => status switch
    {
        400 => new(400, "请求有误", "请求的格式不符合接口说明，请对照 /openapi/v1.json 检查参数和正文。"),
        401 => new(401, "需要登录", "请在请求头中加 Authorization: Bearer 加访问令牌；令牌在“我的账号”页生成，过期后需要重新生成。"),
        404 => NotFound,
        405 => new(405, "方法不对", "这个地址不支持该请求方法，请对照 /openapi/v1.json。"),
        413 => new(413, "内容太大", "上传的文件不能超过 5 MB。请删去图片等无关内容，或者分成村报清单单独的文件后再传。"),
        415 => new(415, "正文类型不对", "请用 multipart/form-data 上传文件，或者直接以文件内容作正文；JSON 正文请注明 application/json。"),
        500 => new(500, "系统内部出错", "请求没有完成，已有数据不受影响。请稍后重试；仍不成功时请联系系统管理员。"),
        _ => new(status, ReasonPhrases.GetReasonPhrase(status), "请求没有完成。"),
    };
}
