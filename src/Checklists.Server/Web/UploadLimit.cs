using Microsoft.AspNetCore.Http.Metadata;

namespace Checklists.Server.Web;

/// <summary>
/// Refuses a body that is announced as too large before anything reads it, with a plain 413. (Left to the reading, the
/// antiforgery check would meet the limit first and report a forged request instead.)
/// </summary>
public sealed class UploadLimit(RequestDelegate next)
{
    /// <summary>Most bytes of a request that carries a list: a file of 5 MiB and its wrapping.</summary>
    public const long UploadBytes = 6 * 1024 * 1024;

    /// <summary>Most bytes of any other request.</summary>
    public const long OtherBytes = 512 * 1024;

    /// <summary>Answers one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? OtherBytes;
        if (context.Request.ContentLength > limit)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
