using Checklists.Catalogue;
using Checklists.Identity;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Rectification;
using Checklists.Regions;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Reviews;

/// <summary>A line on a township's desk.</summary>
/// <param name="Review">The review.</param>
/// <param name="Line">The line.</param>
/// <param name="Village">Its village.</param>
/// <param name="Current">The opinion that stands.</param>
public sealed record DeskLine(Review Review, SubmittedLine Line, Region Village, LineVerdict Current);

/// <summary>A line with all that is needed to decide it.</summary>
/// <param name="Desk">The line.</param>
/// <param name="Opinions">Its opinions, oldest first.</param>
/// <param name="Candidates">At most five items of the list in force that may fit, best first.</param>
/// <param name="Superseded">The village's list was replaced: nothing can be decided any more.</param>
public sealed record ReviewFolder(DeskLine Desk, IReadOnlyList<LineVerdict> Opinions, IReadOnlyList<CatalogueItem> Candidates, bool Superseded);

/// <summary>A prohibited line that goes back to whoever assigned it.</summary>
/// <param name="Case">The rectification case.</param>
/// <param name="Line">The line.</param>
/// <param name="Village">The village that bears the burden.</param>
public sealed record ReturnedLine(RectificationCase Case, SubmittedLine Line, Region Village);

/// <summary>Where a village of the township stands.</summary>
/// <param name="Village">The village.</param>
/// <param name="Submission">Its standing list; <c>null</c> stands for 待提交.</param>
/// <param name="Open">Lines that wait for a person.</param>
/// <param name="Returned">Prohibited lines with their issuers.</param>
public sealed record VillageState(Region Village, Submission? Submission, int Open, int Returned);

/// <summary>Reads what lies on a township's desk, villages always in the order of their codes. Whoever calls has checked the viewer's region.</summary>
public sealed class TownshipDesk(ChecklistsDbContext db, CatalogueStore catalogues)
{
    private const int CandidateLimit = 5;

    /// <summary>Lines to decide, by village code and the village's own order; at most <paramref name="take"/> of them.</summary>
    public async Task<IReadOnlyList<DeskLine>> OpenAsync(string townshipCode, int take, CancellationToken ct) =>
        await Lines(db.Reviews.Where(r => r.TownshipCode == townshipCode && r.Status == ReviewStatus.Open))
            .OrderBy(d => d.Village.Code).ThenBy(d => d.Line.Number)
            .Take(take)
            .Select(d => new DeskLine(d.Review, d.Line, d.Village, d.Current)).ToListAsync(ct);

    /// <summary>How many lines wait in each village that has any.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OpenByVillageAsync(string townshipCode, CancellationToken ct) =>
        await Lines(db.Reviews.Where(r => r.TownshipCode == townshipCode && r.Status == ReviewStatus.Open))
            .GroupBy(d => d.Village.Code)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>Lines decided of late, newest first: the way back after a slip.</summary>
    public async Task<IReadOnlyList<DeskLine>> DecidedAsync(string townshipCode, int take, CancellationToken ct) =>
        await Lines(db.Reviews.Where(r => r.TownshipCode == townshipCode && r.Status == ReviewStatus.Decided))
            .OrderByDescending(d => d.Review.DecidedAt).ThenBy(d => d.Review.Id)
            .Take(take)
            .Select(d => new DeskLine(d.Review, d.Line, d.Village, d.Current)).ToListAsync(ct);

    /// <summary>One line with its opinions and candidates; <c>null</c> when there is no such review.</summary>
    public async Task<ReviewFolder?> FindAsync(Guid reviewId, CancellationToken ct)
    {
        var desk = await Lines(db.Reviews.Where(r => r.Id == reviewId))
            .Select(d => new DeskLine(d.Review, d.Line, d.Village, d.Current)).SingleOrDefaultAsync(ct);
        if (desk is null)
        {
            return null;
        }

        var opinions = await db.Verdicts.AsNoTracking().Where(v => v.LineId == desk.Line.Id).OrderBy(v => v.Sequence).ToListAsync(ct);
        var superseded = await db.Submissions.AnyAsync(s => s.Id == desk.Review.SubmissionId && s.Status == SubmissionStatus.Superseded, ct);
        var inForce = await catalogues.CurrentAsync(ct);
        var system = opinions.LastOrDefault(o => o.Stage == VerdictStage.System);
        var codes = OpinionDetails.Of(system).Candidates.Select(c => c.Code).Concat(system?.Codes ?? []).Distinct(StringComparer.Ordinal);
        return new ReviewFolder(desk, opinions, [.. codes.Select(inForce.Find).OfType<CatalogueItem>().Take(CandidateLimit)], superseded);
    }

    /// <summary>The township of a review; <c>null</c> when there is no such review.</summary>
    public async Task<string?> TownshipOfAsync(Guid reviewId, CancellationToken ct) =>
        await db.Reviews.Where(r => r.Id == reviewId).Select(r => r.TownshipCode).SingleOrDefaultAsync(ct);

    /// <summary>The open line that follows in the desk's order, the first one again after the last; <c>null</c> when nothing waits.</summary>
    public async Task<Guid?> NextAsync(string townshipCode, string villageCode, int number, CancellationToken ct)
    {
        var open = Lines(db.Reviews.Where(r => r.TownshipCode == townshipCode && r.Status == ReviewStatus.Open))
            .OrderBy(d => d.Village.Code).ThenBy(d => d.Line.Number);
        var after = await open.Where(d => (d.Village.Code == villageCode && d.Line.Number > number) || d.Village.Code.CompareTo(villageCode) > 0)
            .Select(d => (Guid?)d.Review.Id).FirstOrDefaultAsync(ct);
        return after ?? await open.Select(d => (Guid?)d.Review.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Prohibited lines of standing lists that are with their issuers, by issuer, then village code. Those without a named issuer come last.</summary>
    public async Task<IReadOnlyList<ReturnedLine>> ReturnedAsync(string regionCode, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(regionCode);
        return await (
            from c in db.RectificationCases.AsNoTracking()
            where c.VillageCode.StartsWith(prefix) && c.Status == RectificationStatus.Open
            join l in db.Lines.AsNoTracking() on c.LineId equals l.Id
            join v in db.Regions.AsNoTracking() on c.VillageCode equals v.Code
            orderby c.Issuer == null, c.Issuer, v.Code, l.Number
            select new ReturnedLine(c, l, v)).ToListAsync(ct);
    }

    /// <summary>The villages of a township by code, with where each stands.</summary>
    public async Task<IReadOnlyList<VillageState>> VillagesAsync(string townshipCode, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(townshipCode);
        var villages = await db.Regions.AsNoTracking().Where(r => r.ParentCode == townshipCode).OrderBy(r => r.Code).ToListAsync(ct);
        var standing = await db.Submissions.AsNoTracking()
            .Where(s => s.VillageCode.StartsWith(prefix) && s.Status != SubmissionStatus.Superseded)
            .ToDictionaryAsync(s => s.VillageCode, ct);
        var open = await OpenByVillageAsync(townshipCode, ct);
        var returned = await db.RectificationCases
            .Where(c => c.VillageCode.StartsWith(prefix) && c.Status == RectificationStatus.Open)
            .GroupBy(c => c.VillageCode).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return villages.ConvertAll(v => new VillageState(
            v, standing.GetValueOrDefault(v.Code), open.GetValueOrDefault(v.Code), returned.GetValueOrDefault(v.Code)));
    }

    private IQueryable<Joined> Lines(IQueryable<Review> reviews) =>
        from r in reviews.AsNoTracking()
        join l in db.Lines.AsNoTracking() on r.LineId equals l.Id
        join s in db.Submissions.AsNoTracking() on r.SubmissionId equals s.Id
        join v in db.Regions.AsNoTracking() on s.VillageCode equals v.Code
        join o in db.Verdicts.AsNoTracking() on l.Id equals o.LineId
        where o.IsCurrent
        select new Joined { Review = r, Line = l, Village = v, Current = o };

    private sealed class Joined
    {
        public required Review Review { get; init; }
        public required SubmittedLine Line { get; init; }
        public required Region Village { get; init; }
        public required LineVerdict Current { get; init; }
    }
}
