using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Server.Api;

/// <summary>Villages and where each stands.</summary>
public static class VillageEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapVillages(this IEndpointRouteBuilder api) =>
        api.MapGet("/villages", ListAsync)
            .WithName("ListVillages").WithSummary("账号区域范围内的村（社区）及其清单状态，按区划代码排列").Produces<IReadOnlyList<VillageAnswer>>();

    private static async Task<IResult> ListAsync(HttpContext http, RegionDirectory regions, ChecklistsDbContext db, CancellationToken ct)
    {
        var viewer = http.Caller();
        var prefix = AccessRules.ScopePrefix(viewer.RegionCode);
        var townships = await db.Regions.AsNoTracking().Where(r => r.Level == RegionLevel.Township).ToDictionaryAsync(r => r.Code, r => r.Name, ct);
        var standing = await db.Submissions.AsNoTracking()
            .Where(s => s.VillageCode.StartsWith(prefix) && s.Status != SubmissionStatus.Superseded).ToDictionaryAsync(s => s.VillageCode, ct);
        var open = await db.Reviews.AsNoTracking().Where(r => r.Status == ReviewStatus.Open)
            .Join(db.Submissions.Where(s => s.VillageCode.StartsWith(prefix)), r => r.SubmissionId, s => s.Id, (_, s) => s.VillageCode)
            .GroupBy(code => code).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var villages = (await regions.WithinAsync(viewer.RegionCode, ct)).Where(r => r.Level == RegionLevel.Village);
        return TypedResults.Json(
            villages.Select(v => new VillageAnswer(
                v.Code, v.Name, v.ParentCode!, townships[v.ParentCode!], v.IsSample,
                standing.GetValueOrDefault(v.Code)?.Id, standing.GetValueOrDefault(v.Code)?.Status, open.GetValueOrDefault(v.Code))).ToList(),
            ApiJson.Options);
    }
}
