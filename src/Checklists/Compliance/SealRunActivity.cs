using Checklists.Audit;
using Checklists.Platform.Database;
using Checklists.Workflows.Activities;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Compliance;

/// <summary>封存: every township's part is written; from here on the run does not change.</summary>
public sealed class SealRunActivity(AuditLog audit) : HostActivity
{
    /// <inheritdoc/>
    public override string Type => "Checklists.SealRun";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => ["runId"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outputs => ["certificates"];

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        var runId = Guid.Parse(context.Input<string>("runId")!);
        await using var db = await ChecklistsDatabase.JoinAsync(context.StepTransaction(), cancellationToken);
        var run = await db.ComplianceRuns.SingleAsync(r => r.Id == runId, cancellationToken);
        var townships = await db.TownshipRuns.Where(t => t.RunId == runId).ToListAsync(cancellationToken);
        if (townships.Find(t => t.CompletedAt is null) is { } missing)
        {
            throw new InvalidOperationException($"Township {missing.TownshipCode} of run {run.Week} is not complete.");
        }

        run.Status = RunStatus.Sealed;
        run.SealedAt = context.Now;
        await db.SaveChangesAsync(cancellationToken);
        var certificates = townships.Sum(t => t.Certificates);
        await audit.AppendAsync(
            db,
            "system",
            "run.sealed",
            runId.ToString(),
            new { run.Week, Townships = townships.Count, Villages = townships.Sum(t => t.Villages), Certificates = certificates },
            cancellationToken);
        context.SetOutput("certificates", certificates);
    }
}
