using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Checklists.Server.Web;

/// <summary>
/// Refuses a body that is announced as too large before anything interprets it, with a plain 413. (Left to the reading, the
/// antiforgery check would meet the limit first and report a forged request instead.) It comes after authorization: only
/// somebody who is signed in has a large body read and thrown away, so that the answer arrives; a browser whose upload is
/// cut off shows a broken connection instead of the answer.
/// </summary>
public sealed class UploadLimit(RequestDelegate next)
{
    /// <summary>Most bytes of a request that carries a list: a file of 5 MiB and its wrapping.</summary>
    public const long UploadBytes = 6 * 1024 * 1024;

    /// <summary>Most bytes of any other request.</summary>
    public const long OtherBytes = 512 * 1024;

    // Beyond this the connection is cut: nobody chooses such a file by mistake.
    private const long DrainedBytes = 64 * 1024 * 1024;

    /// <summary>Answers one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? OtherBytes;
        // The page that explains a refusal is asked for with the refused request's own length.
        var explains = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        if (explains || context.Request.ContentLength is not { } announced || announced <= limit)
        {
            await next(context);
            return;
        }

        if (announced <= DrainedBytes && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = DrainedBytes;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }
}
