using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Rectification;
using Checklists.Submissions;
using Checklists.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Reviews;

/// <summary>A person's decision on a line.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="ExpectedVersion">The version the person saw; <c>null</c> decides whatever stands.</param>
/// <param name="Verdict">复核意见.</param>
/// <param name="Finding">Only with prohibited.</param>
/// <param name="Codes">Cited items: needed for primary, assisting and prohibited, none for unlisted.</param>
/// <param name="Reason">Why, in the person's words; may be empty when the system's opinion is followed.</param>
/// <param name="Actor">Account name.</param>
public sealed record ReviewDecision(
    Guid ReviewId, uint? ExpectedVersion, VerdictKind Verdict, Finding? Finding, IReadOnlyList<string> Codes, string Reason, string Actor);

/// <summary>What became of a decision.</summary>
public abstract record DecisionResult
{
    private DecisionResult()
    {
    }

    /// <summary>Taken. <paramref name="OpenLeft"/> lines of the same list still wait.</summary>
    public sealed record Decided(int OpenLeft) : DecisionResult;

    /// <summary>Someone else decided in the meantime.</summary>
    public sealed record Conflict(string DecidedBy, uint CurrentVersion) : DecisionResult;

    /// <summary>No such review, or its list was replaced by a newer one.</summary>
    public sealed record NotFound : DecisionResult;

    /// <summary>The decision does not fit the list; the message says what to do.</summary>
    public sealed record Invalid(string Message) : DecisionResult;
}

/// <summary>Takes the township's decisions on unclear lines; decided again (更正) as long as the list stands.</summary>
public sealed class ReviewDesk(
    ChecklistsDatabase database, CatalogueStore catalogues, PostgresWorkflowRuntime workflows, AuditLog audit, TimeProvider clock)
{
    /// <summary>Takes one decision; the verdict, the case with the department and the flow's next step commit together.</summary>
    public async Task<DecisionResult> DecideAsync(ReviewDecision decision, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.CurrentAsync(cancellationToken);
        if (ReviewRules.Objection(decision, catalogue) is { } objection)
        {
            return new DecisionResult.Invalid(objection);
        }

        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var db = await ChecklistsDatabase.JoinAsync(transaction, cancellationToken);
        var submission = await LockListOfAsync(db, decision.ReviewId, cancellationToken);
        var review = submission is null
            ? null
            : await db.Reviews.SingleAsync(r => r.Id == decision.ReviewId, cancellationToken);
        if (submission is null || review is null || submission.Status == SubmissionStatus.Superseded)
        {
            return new DecisionResult.NotFound();
        }

        if (decision.ExpectedVersion is { } expected && expected != review.Version)
        {
            return new DecisionResult.Conflict(review.DecidedBy ?? "他人", review.Version);
        }

        var now = clock.GetUtcNow();
        await AddVerdictAsync(db, review, decision, catalogue.Hash, now, cancellationToken);
        var first = review.Status == ReviewStatus.Open;
        review.Status = ReviewStatus.Decided;
        review.DecidedAt = now;
        review.DecidedBy = decision.Actor;
        await db.SaveChangesAsync(cancellationToken);
        await RectificationAfterDecision.ApplyAsync(db, submission, review.LineId, decision, now, cancellationToken);

        var openLeft = await db.Reviews.CountAsync(
            r => r.SubmissionId == submission.Id && r.Status == ReviewStatus.Open, cancellationToken);
        var resumes = first && openLeft == 0;
        if (resumes)
        {
            await workflows.ResumeAsync(
                AwaitReviewsActivity.Bookmark, submission.Id.ToString(), payload: null, transaction, cancellationToken);
        }

        await AuditAsync(transaction, review, decision, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (resumes)
        {
            await workflows.RunPendingAsync(cancellationToken);
        }

        return new DecisionResult.Decided(openLeft);
    }

    // Decisions on one list take turns: the one that decides the last open line must see all the others.
    private static async Task<Submission?> LockListOfAsync(ChecklistsDbContext db, Guid reviewId, CancellationToken cancellationToken)
    {
        var submissionId = await db.Reviews.Where(r => r.Id == reviewId).Select(r => (Guid?)r.SubmissionId).SingleOrDefaultAsync(cancellationToken);
        return submissionId is null
            ? null
            : await db.Submissions
                .FromSql($"select * from submissions where id = {submissionId} for update")
                .SingleAsync(cancellationToken);
    }

    private static async Task AddVerdictAsync(
        ChecklistsDbContext db, Review review, ReviewDecision decision, string catalogueHash, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = await db.Verdicts.SingleAsync(v => v.LineId == review.LineId && v.IsCurrent, cancellationToken);
        current.IsCurrent = false;
        await db.SaveChangesAsync(cancellationToken);
        db.Verdicts.Add(new LineVerdict
        {
            LineId = review.LineId,
            SubmissionId = review.SubmissionId,
            Sequence = current.Sequence + 1,
            IsCurrent = true,
            Stage = VerdictStage.Review,
            Verdict = decision.Verdict,
            Finding = decision.Finding,
            Auto = true,
            Confidence = 1,
            Codes = [.. decision.Codes],
            Reasons = decision.Reason.Length > 0 ? [decision.Reason] : [],
            Details = "{}",
            CatalogueHash = catalogueHash,
            DecidedBy = decision.Actor,
            DecidedAt = now,
        });
    }

    private Task AuditAsync(NpgsqlTransaction transaction, Review review, ReviewDecision decision, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            transaction,
            decision.Actor,
            "review.decided",
            review.Id.ToString(),
            new { review.LineId, Verdict = decision.Verdict.ToString(), decision.Codes, decision.Reason },
            cancellationToken);
}
