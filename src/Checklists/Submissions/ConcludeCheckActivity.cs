using Checklists.Audit;
using Checklists.Platform.Database;
using Checklists.Workflows.Activities;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Submissions;

/// <summary>Every line of the list is decided: the list stands as checked.</summary>
public sealed class ConcludeCheckActivity(AuditLog audit) : HostActivity
{
    /// <inheritdoc/>
    public override string Type => "Checklists.ConcludeCheck";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => ["submissionId"];

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        var submissionId = Guid.Parse(context.Input<string>("submissionId")!);
        await using var db = await ChecklistsDatabase.JoinAsync(context.StepTransaction(), cancellationToken);
        var changed = await db.Submissions
            .Where(s => s.Id == submissionId && s.Status == SubmissionStatus.InReview)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, SubmissionStatus.Checked), cancellationToken);
        if (changed > 0)
        {
            await audit.AppendAsync(db, "system", "submission.concluded", submissionId.ToString(), new { }, cancellationToken);
        }
    }
}
