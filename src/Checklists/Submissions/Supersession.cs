using Checklists.Platform.Database;
using Checklists.Rectification;
using Checklists.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Submissions;

/// <summary>A village's newer list takes the place of the standing one; what was open on the old one is withdrawn, nothing is deleted.</summary>
internal static class Supersession
{
    public static async Task ApplyAsync(ChecklistsDbContext db, Submission standing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        standing.Status = SubmissionStatus.Superseded;
        await db.SaveChangesAsync(cancellationToken);
        await db.Reviews
            .Where(r => r.SubmissionId == standing.Id && r.Status == ReviewStatus.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.Status, ReviewStatus.Withdrawn), cancellationToken);
        await db.RectificationCases
            .Where(r => r.SubmissionId == standing.Id && r.Status == RectificationStatus.Open)
            .ExecuteUpdateAsync(
                s => s.SetProperty(r => r.Status, RectificationStatus.Withdrawn).SetProperty(r => r.ClosedAt, now), cancellationToken);
    }
}
