using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Reviews;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Rectification;

/// <summary>
/// Keeps the case with the department in step with a decision: a corrected decision (更正) withdraws it or opens it again. The
/// first decision's case is opened by the workflow when the list's last line is decided.
/// </summary>
internal static class RectificationAfterDecision
{
    public static async Task ApplyAsync(
        ChecklistsDbContext db, Submission submission, Guid lineId, ReviewDecision decision, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.RectificationCases.SingleOrDefaultAsync(c => c.LineId == lineId, cancellationToken);
        if (decision.Verdict == VerdictKind.Prohibited)
        {
            if (known is not null)
            {
                known.Status = RectificationStatus.Open;
                known.ClosedAt = null;
            }
            else if (submission.Status == SubmissionStatus.Checked)
            {
                db.RectificationCases.Add(await NewCaseAsync(db, submission, lineId, decision, now, cancellationToken));
            }
        }
        else if (known is { Status: RectificationStatus.Open })
        {
            known.Status = RectificationStatus.Withdrawn;
            known.ClosedAt = now;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<RectificationCase> NewCaseAsync(
        ChecklistsDbContext db, Submission submission, Guid lineId, ReviewDecision decision, DateTimeOffset now, CancellationToken cancellationToken) =>
        new()
        {
            LineId = lineId,
            SubmissionId = submission.Id,
            VillageCode = submission.VillageCode,
            Issuer = await db.Lines.Where(l => l.Id == lineId).Select(l => l.Issuer).SingleAsync(cancellationToken),
            Codes = [.. decision.Codes],
            OpenedAt = now,
        };
}
