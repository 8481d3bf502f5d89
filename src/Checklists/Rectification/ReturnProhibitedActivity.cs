using Checklists.Audit;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Submissions;
using Checklists.Workflows.Activities;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Rectification;

/// <summary>Opens a case with the assigning department for every line found prohibited that has none yet. The village owes nothing.</summary>
public sealed class ReturnProhibitedActivity(AuditLog audit) : HostActivity
{
    /// <inheritdoc/>
    public override string Type => "Checklists.ReturnProhibited";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => ["submissionId"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["returned"];

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        var submissionId = Guid.Parse(context.Input<string>("submissionId")!);
        await using var db = await ChecklistsDatabase.JoinAsync(context.StepTransaction(), cancellationToken);
        var submission = await db.Submissions.SingleAsync(s => s.Id == submissionId, cancellationToken);
        var returned = 0;
        if (submission.Status != SubmissionStatus.Superseded)
        {
            returned = await OpenCasesAsync(db, submission, context.Now, cancellationToken);
        }

        context.SetOutput("returned", returned);
        if (returned > 0)
        {
            await audit.AppendAsync(
                db, "system", "rectification.opened", submissionId.ToString(), new { Cases = returned }, cancellationToken);
        }
    }

    private static async Task<int> OpenCasesAsync(
        ChecklistsDbContext db, Submission submission, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await (
            from verdict in db.Verdicts
            join line in db.Lines on verdict.LineId equals line.Id
            where verdict.SubmissionId == submission.Id && verdict.IsCurrent && verdict.Auto && verdict.Verdict == VerdictKind.Prohibited
                && !db.RectificationCases.Any(c => c.LineId == line.Id)
            select new { line.Id, line.Issuer, verdict.Codes }).ToListAsync(cancellationToken);
        db.RectificationCases.AddRange(found.Select(x => new RectificationCase
        {
            LineId = x.Id,
            SubmissionId = submission.Id,
            VillageCode = submission.VillageCode,
            Issuer = x.Issuer,
            Codes = x.Codes,
            OpenedAt = now,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return found.Count;
    }
}
