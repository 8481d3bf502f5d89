using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Rectification;
using Checklists.Regions;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Reviews;

/// <summary>What lies in a township, as the county sees it.</summary>
/// <param name="Township">The township.</param>
/// <param name="Villages">How many villages it has.</param>
/// <param name="Submitted">How many of them have a standing list.</param>
/// <param name="Open">Lines that wait for a person.</param>
/// <param name="Returned">Prohibited lines with their issuers.</param>
public sealed record TownshipState(Region Township, int Villages, int Submitted, int Open, int Returned);

/// <summary>Reads the county's overview of its townships, by code, never ranked.</summary>
public sealed class CountyDesk(ChecklistsDbContext db)
{
    /// <summary>Every township of the county.</summary>
    public async Task<IReadOnlyList<TownshipState>> TownshipsAsync(string countyCode, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(countyCode);
        var regions = await db.Regions.AsNoTracking().Where(r => r.Code.StartsWith(prefix)).OrderBy(r => r.Code).ToListAsync(ct);
        var villages = regions.Where(r => r.Level == RegionLevel.Village).ToLookup(r => r.ParentCode);
        var submitted = await ByTownshipAsync(
            db.Submissions.Where(s => s.VillageCode.StartsWith(prefix) && s.Status != SubmissionStatus.Superseded).Select(s => s.VillageCode), ct);
        var returned = await ByTownshipAsync(
            db.RectificationCases.Where(c => c.VillageCode.StartsWith(prefix) && c.Status == RectificationStatus.Open).Select(c => c.VillageCode), ct);
        var open = await ByTownshipAsync(
            db.Reviews.Where(r => r.TownshipCode.StartsWith(prefix) && r.Status == ReviewStatus.Open).Select(r => r.TownshipCode), ct);
        return [.. regions.Where(r => r.Level == RegionLevel.Township).Select(t => new TownshipState(
            t, villages[t.Code].Count(), submitted.GetValueOrDefault(t.Code), open.GetValueOrDefault(t.Code), returned.GetValueOrDefault(t.Code)))];
    }

    private static async Task<Dictionary<string, int>> ByTownshipAsync(IQueryable<string> codes, CancellationToken ct)
    {
        var counts = await codes.GroupBy(c => c.Substring(0, 9)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.ToDictionary(c => AccessRules.TownshipOf(c.Key), c => c.Count);
    }
}
