using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Workflows.Activities;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Submissions;

/// <summary>
/// 系统初核: gives every line of a list that has no verdict under the provincial list in force a new one, and puts the unclear
/// ones before a person in the township. The first check of a list and the check after a new provincial list are the same work.
/// </summary>
public sealed class CheckLinesActivity(CatalogueStore catalogues, MatcherCache matchers, RegionStore regions, AuditLog audit) : HostActivity
{
    /// <inheritdoc/>
    public override string Type => "Checklists.CheckLines";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => ["submissionId"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["open", "prohibited"];

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        var transaction = context.StepTransaction();
        var submissionId = Guid.Parse(context.Input<string>("submissionId")!);
        await using var db = await ChecklistsDatabase.JoinAsync(transaction, cancellationToken);
        var submission = await db.Submissions
            .FromSql($"select * from submissions where id = {submissionId} for update")
            .SingleAsync(cancellationToken);
        var catalogue = await catalogues.CurrentAsync(cancellationToken);
        var matcher = matchers.For(catalogue);

        var due = await LinesDueAsync(db, submissionId, catalogue.Hash, cancellationToken);
        var recheck = new VerdictRenewal(matcher, await ChangedCodesAsync(due, catalogue, cancellationToken), context.Now);
        var verdicts = due.ConvertAll(d => recheck.Renew(d.Line, d.Current));
        await VerdictTable.RetireAsync(transaction, due.Where(d => d.Current is not null).Select(d => d.Current!.Id), cancellationToken);
        await VerdictTable.WriteAsync(transaction.Connection!, verdicts, cancellationToken);

        var open = verdicts.FindAll(v => !v.Auto);
        // A newer list may have come in before this one was checked: then nobody is asked about the old one.
        if (submission.Status != SubmissionStatus.Superseded)
        {
            await UpdateReviewsAsync(db, submission, verdicts, context.Now, cancellationToken);
            submission.Status = SubmissionStatus.InReview;
        }

        await db.SaveChangesAsync(cancellationToken);
        var prohibited = verdicts.Count(v => v is { Auto: true, Verdict: VerdictKind.Prohibited });
        await audit.AppendAsync(
            transaction,
            "system",
            "submission.checked",
            submissionId.ToString(),
            new { Lines = due.Count, Open = open.Count, Prohibited = prohibited, matcher.CatalogueHash, matcher.ModelHash },
            cancellationToken);
        context.SetOutput("open", open.Count);
        context.SetOutput("prohibited", prohibited);
    }

    private static async Task<List<LineDue>> LinesDueAsync(
        ChecklistsDbContext db, Guid submissionId, string catalogueHash, CancellationToken cancellationToken)
    {
        var lines = await db.Lines.AsNoTracking()
            .Where(l => l.SubmissionId == submissionId).OrderBy(l => l.Number).ToListAsync(cancellationToken);
        var current = await db.Verdicts.AsNoTracking()
            .Where(v => v.SubmissionId == submissionId && v.IsCurrent).ToDictionaryAsync(v => v.LineId, cancellationToken);
        return [.. lines
            .Select(line => new LineDue(line, current.GetValueOrDefault(line.Id)))
            .Where(d => d.Current?.CatalogueHash != catalogueHash)];
    }

    // What changed between the lists behind the standing verdicts and the list in force.
    private async Task<IReadOnlySet<string>> ChangedCodesAsync(
        List<LineDue> due, CatalogueVersion catalogue, CancellationToken cancellationToken)
    {
        var changed = new HashSet<string>();
        foreach (var hash in due.Select(d => d.Current?.CatalogueHash).OfType<string>().Distinct())
        {
            var before = await catalogues.ByHashAsync(hash, cancellationToken);
            changed.UnionWith(CatalogueDiff.Between(before, catalogue).AffectedCodes);
        }

        return changed;
    }

    private async Task UpdateReviewsAsync(
        ChecklistsDbContext db, Submission submission, List<LineVerdict> verdicts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tree = await regions.TreeAsync(cancellationToken);
        var township = tree.Parent(tree.Find(submission.VillageCode)!)!;
        var waiting = await db.Reviews
            .Where(r => r.SubmissionId == submission.Id && r.Status == ReviewStatus.Open)
            .ToDictionaryAsync(r => r.LineId, cancellationToken);
        foreach (var verdict in verdicts)
        {
            if (waiting.TryGetValue(verdict.LineId, out var review))
            {
                review.Status = verdict.Auto ? ReviewStatus.Withdrawn : ReviewStatus.Open;
            }
            else if (!verdict.Auto)
            {
                db.Reviews.Add(new Review
                {
                    LineId = verdict.LineId,
                    SubmissionId = submission.Id,
                    TownshipCode = township.Code,
                    OpenedAt = now,
                });
            }
        }
    }

    private sealed record LineDue(SubmittedLine Line, LineVerdict? Current);
}
