using System.Text.Json;
using System.Text.Json.Serialization;
using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Rectification;
using Checklists.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Submissions;

/// <summary>A line with everything that is said of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Opinions">Its opinions, oldest first; empty until the check has run.</param>
/// <param name="Cited">The items that the current opinion cites, from the list that it was made with.</param>
/// <param name="Review">The newest review; <c>null</c> when none was needed.</param>
/// <param name="Case">The rectification case; <c>null</c> when there is none.</param>
public sealed record ListedLine(
    SubmittedLine Line,
    IReadOnlyList<LineVerdict> Opinions,
    IReadOnlyList<CatalogueItem> Cited,
    Review? Review,
    RectificationCase? Case)
{
    /// <summary>The opinion that stands.</summary>
    public LineVerdict? Current { get; } = Opinions.SingleOrDefault(o => o.IsCurrent);

    /// <summary>系统初核意见.</summary>
    public LineVerdict? SystemOpinion { get; } = Opinions.LastOrDefault(o => o.Stage == VerdictStage.System);

    /// <summary>A person's opinion, where there is one.</summary>
    public LineVerdict? PersonsOpinion { get; } = Opinions.LastOrDefault(o => o.Stage != VerdictStage.System);

    /// <summary>Still waiting for a person in the township.</summary>
    public bool AwaitsReview => Review is { Status: ReviewStatus.Open };
}

/// <summary>A village's list, ready to be shown.</summary>
/// <param name="Submission">The list.</param>
/// <param name="Lines">Its lines in their order.</param>
public sealed record VillageList(Submission Submission, IReadOnlyList<ListedLine> Lines)
{
    /// <summary>How many lines have this verdict now.</summary>
    public int Count(VerdictKind verdict) => Lines.Count(l => l.Current?.Verdict == verdict);

    /// <summary>How many lines wait for a person.</summary>
    public int AwaitingReview => Lines.Count(l => l.AwaitsReview);
}

/// <summary>Reads villages' lists for pages and the API. Whoever calls has checked that the viewer sees the village.</summary>
public sealed class VillageListView(ChecklistsDbContext db, CatalogueStore catalogues)
{
    /// <summary>The list that stands for a village; <c>null</c> stands for 待提交.</summary>
    public async Task<VillageList?> StandingAsync(string villageCode, CancellationToken ct)
    {
        var submission = await db.Submissions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.VillageCode == villageCode && s.Status != SubmissionStatus.Superseded, ct);
        return submission is null ? null : await WithLinesAsync(submission, ct);
    }

    /// <summary>Any list, superseded ones too.</summary>
    public async Task<VillageList?> FindAsync(Guid submissionId, CancellationToken ct)
    {
        var submission = await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == submissionId, ct);
        return submission is null ? null : await WithLinesAsync(submission, ct);
    }

    /// <summary>The village of a list, without reading its lines; <c>null</c> when there is no such list.</summary>
    public async Task<string?> VillageOfAsync(Guid submissionId, CancellationToken ct) =>
        await db.Submissions.Where(s => s.Id == submissionId).Select(s => s.VillageCode).SingleOrDefaultAsync(ct);

    /// <summary>All lists that a village handed in, newest first.</summary>
    public async Task<IReadOnlyList<Submission>> HistoryAsync(string villageCode, CancellationToken ct) =>
        await db.Submissions.AsNoTracking().Where(s => s.VillageCode == villageCode).OrderByDescending(s => s.ReceivedAt).ToListAsync(ct);

    /// <summary>The sender's original.</summary>
    public async Task<(Submission Submission, StoredFile File)?> OriginalAsync(Guid submissionId, CancellationToken ct)
    {
        var found = await db.Submissions.AsNoTracking().Where(s => s.Id == submissionId)
            .Join(db.StoredFiles.AsNoTracking(), s => s.FileHash, f => f.Hash, (s, f) => new { s, f })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : (found.s, found.f);
    }

    private async Task<VillageList> WithLinesAsync(Submission submission, CancellationToken ct)
    {
        var id = submission.Id;
        var lines = await db.Lines.AsNoTracking().Where(l => l.SubmissionId == id).OrderBy(l => l.Number).ToListAsync(ct);
        var verdicts = await db.Verdicts.AsNoTracking().Where(v => v.SubmissionId == id).OrderBy(v => v.Sequence).ToListAsync(ct);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.SubmissionId == id).OrderBy(r => r.OpenedAt).ToListAsync(ct);
        var cases = await db.RectificationCases.AsNoTracking().Where(c => c.SubmissionId == id).ToListAsync(ct);

        var opinionsOf = verdicts.ToLookup(v => v.LineId);
        var reviewOf = reviews.GroupBy(r => r.LineId).ToDictionary(g => g.Key, g => g.Last());
        var caseOf = cases.ToDictionary(c => c.LineId);
        var lists = await CataloguesAsync(verdicts.Where(v => v.IsCurrent).Select(v => v.CatalogueHash), ct);
        return new VillageList(submission, lines.ConvertAll(line =>
        {
            var opinions = opinionsOf[line.Id].ToList();
            return new ListedLine(
                line, opinions, Cited(opinions.SingleOrDefault(o => o.IsCurrent), lists), reviewOf.GetValueOrDefault(line.Id), caseOf.GetValueOrDefault(line.Id));
        }));
    }

    private async Task<Dictionary<string, CatalogueVersion>> CataloguesAsync(IEnumerable<string> hashes, CancellationToken ct)
    {
        var lists = new Dictionary<string, CatalogueVersion>(StringComparer.Ordinal);
        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            lists[hash] = await catalogues.ByHashAsync(hash, ct);
        }

        return lists;
    }

    private static List<CatalogueItem> Cited(LineVerdict? opinion, Dictionary<string, CatalogueVersion> lists) =>
        opinion is null ? [] : [.. opinion.Codes.Select(lists[opinion.CatalogueHash].Find).OfType<CatalogueItem>()];
}

/// <summary>What <see cref="LineVerdict.Details"/> holds: the candidates and the parts of an assessment.</summary>
/// <param name="Candidates">Items considered, best first.</param>
/// <param name="Parts">The tasks of the line.</param>
public sealed record OpinionDetails(IReadOnlyList<Candidate> Candidates, IReadOnlyList<AssessedPart> Parts)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Reads them; an opinion of a person has neither.</summary>
    public static OpinionDetails Of(LineVerdict? opinion)
    {
        var read = opinion is null || string.IsNullOrEmpty(opinion.Details) ? null : JsonSerializer.Deserialize<Stored>(opinion.Details, Format);
        return new OpinionDetails(read?.Candidates ?? [], read?.Parts ?? []);
    }

    private sealed record Stored(IReadOnlyList<Candidate>? Candidates, IReadOnlyList<AssessedPart>? Parts);
}
