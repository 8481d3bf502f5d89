using Checklists.Catalogue;
using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Regions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Compliance;

/// <summary>A township's row in a run.</summary>
/// <param name="Township">The township.</param>
/// <param name="CompletedAt">When its part was written; <c>null</c> while it is still to do.</param>
/// <param name="Villages">How many villages it has.</param>
/// <param name="Certificates">How many certificates were issued.</param>
/// <param name="Counts">Lines by verdict kind, summed over its villages.</param>
/// <param name="Open">Lines that waited for a person.</param>
public sealed record TownshipResult(Region Township, DateTimeOffset? CompletedAt, int Villages, int Certificates, int[] Counts, int Open);

/// <summary>A run as a county reads it: townships in the order of their codes, never ranked.</summary>
/// <param name="Run">The run.</param>
/// <param name="Townships">Its townships.</param>
/// <param name="Catalogue">The list that it applies.</param>
public sealed record RunResult(ComplianceRun Run, IReadOnlyList<TownshipResult> Townships, CatalogueVersion Catalogue)
{
    /// <summary>Townships whose part is written.</summary>
    public int Completed => Townships.Count(t => t.CompletedAt is not null);

    /// <summary>Lines with this verdict, over all townships.</summary>
    public int Total(Matching.VerdictKind verdict) => Townships.Sum(t => t.Counts[(int)verdict]);
}

/// <summary>Reads compliance runs. Whoever calls has checked the viewer's region.</summary>
public sealed class RunView(ChecklistsDbContext db, CatalogueStore catalogues)
{
    private static readonly int Kinds = Enum.GetValues<Matching.VerdictKind>().Length;

    /// <summary>All runs of a county, newest week first.</summary>
    public async Task<IReadOnlyList<ComplianceRun>> OfCountyAsync(string countyCode, CancellationToken ct) =>
        await db.ComplianceRuns.AsNoTracking().Where(r => r.CountyCode == countyCode).OrderByDescending(r => r.Week).ToListAsync(ct);

    /// <summary>One run with the townships that lie within <paramref name="scope"/>; <c>null</c> when the week has no run.</summary>
    /// <param name="countyCode">The county.</param>
    /// <param name="week">ISO week.</param>
    /// <param name="scope">The viewer's region.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RunResult?> FindAsync(string countyCode, string week, string scope, CancellationToken ct)
    {
        var run = await db.ComplianceRuns.AsNoTracking().SingleOrDefaultAsync(r => r.CountyCode == countyCode && r.Week == week, ct);
        if (run is null)
        {
            return null;
        }

        var prefix = AccessRules.ScopePrefix(scope);
        var townships = await (
            from t in db.TownshipRuns.AsNoTracking()
            where t.RunId == run.Id && t.TownshipCode.StartsWith(prefix)
            join r in db.Regions.AsNoTracking() on t.TownshipCode equals r.Code
            orderby r.Code
            select new { t, r }).ToListAsync(ct);
        var villages = await db.VillageRuns.AsNoTracking().Where(v => v.RunId == run.Id && v.VillageCode.StartsWith(prefix)).ToListAsync(ct);
        var byTownship = villages.ToLookup(v => AccessRules.TownshipOf(v.VillageCode));
        return new RunResult(
            run,
            townships.ConvertAll(x => new TownshipResult(
                x.r, x.t.CompletedAt, x.t.Villages, x.t.Certificates, Sum(byTownship[x.r.Code]), byTownship[x.r.Code].Sum(v => v.Open))),
            await catalogues.ByHashAsync(run.CatalogueHash, ct));
    }

    private static int[] Sum(IEnumerable<VillageRun> villages)
    {
        var sum = new int[Kinds];
        foreach (var village in villages)
        {
            for (var kind = 0; kind < Math.Min(Kinds, village.Counts.Length); kind++)
            {
                sum[kind] += village.Counts[kind];
            }
        }

        return sum;
    }
}
