using Checklists.Identity;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Regions;

/// <summary>Reads the region tree.</summary>
public sealed class RegionDirectory(ChecklistsDbContext db)
{
    /// <summary>A region of this level that the viewer sees; <c>null</c> when there is none: both cases are "not found".</summary>
    public async Task<Region?> FindAsync(Viewer viewer, string? code, RegionLevel level, CancellationToken ct) =>
        code is null || !AccessRules.Sees(viewer, code)
            ? null
            : await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == code && r.Level == level, ct);

    /// <summary>Everything within a region, itself included, by code.</summary>
    public async Task<IReadOnlyList<Region>> WithinAsync(string regionCode, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(regionCode);
        return await db.Regions.AsNoTracking().Where(r => r.Code.StartsWith(prefix)).OrderBy(r => r.Code).ToListAsync(ct);
    }

    /// <summary>Names from the county down, for example 平舆县古槐街道…; the code when it is unknown.</summary>
    public async Task<string> FullNameAsync(string regionCode, CancellationToken ct)
    {
        string[] codes = [AccessRules.CountyOf(regionCode), AccessRules.TownshipOf(regionCode), regionCode];
        var names = await db.Regions.AsNoTracking().Where(r => codes.Contains(r.Code)).OrderBy(r => r.Level).Select(r => r.Name).ToListAsync(ct);
        return names.Count == 0 ? regionCode : string.Concat(names);
    }
}
