using Checklists.Certificates;
using Checklists.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Api;

/// <summary>Issued certificates.</summary>
public static class CertificateEndpoints
{
    private const int MostAtOnce = 500;

    /// <summary>Maps them.</summary>
    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/certificates", ListAsync)
            .WithName("ListCertificates").WithSummary("账号区域范围内的核对情况告知单，新的周在前，同周按区划代码排列")
            .WithDescription("week 只取某一周（例如 2026-W47）；skip 跳过若干条；每次最多 500 条。").Produces<IReadOnlyList<CertificateAnswer>>();
        api.MapGet("/certificates/{number}.pdf", PdfAsync)
            .WithName("GetCertificatePdf").WithSummary("下载告知单").Produces<byte[]>(contentType: "application/pdf").Produces<ApiProblem>(404, ApiProblem.ContentType);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, CertificateLookup certificates, [FromQuery] string? week, [FromQuery] int? skip, CancellationToken ct)
    {
        var found = await certificates.OfRegionAsync(http.Caller().RegionCode, week, Math.Max(skip ?? 0, 0), MostAtOnce, ct);
        return TypedResults.Json(found.Select(CertificateAnswer.Of).ToList(), ApiJson.Options);
    }

    private static async Task<IResult> PdfAsync(HttpContext http, string number, CertificateLookup certificates, CancellationToken ct) =>
        await certificates.PdfAsync(number, ct) is { } found && AccessRules.Sees(http.Caller(), found.Certificate.VillageCode)
            ? TypedResults.File(found.Pdf, "application/pdf", found.Certificate.FileName)
            : TypedResults.NotFound();
}
