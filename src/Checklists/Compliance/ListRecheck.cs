using System.Text.Json.Nodes;
using Checklists.Catalogue;
using Checklists.Platform.Database;
using Checklists.Submissions;
using Checklists.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Checklists.Compliance;

/// <summary>Before a run speaks of a list, it is checked under the provincial list in force: no village hands in anything again.</summary>
public sealed class ListRecheck(ChecklistsDatabase database, CatalogueStore catalogues, PostgresWorkflowRuntime workflows)
{
    /// <summary>Starts a new check for each standing list of these villages that holds a verdict under another version.</summary>
    public async Task BringUpToDateAsync(IReadOnlyList<string> villageCodes, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.CurrentAsync(cancellationToken);
        await using var db = database.Open();
        var outdated = await db.Submissions
            .Where(s => villageCodes.Contains(s.VillageCode) && s.Status != SubmissionStatus.Superseded
                && db.Lines.Any(l => l.SubmissionId == s.Id
                    && !db.Verdicts.Any(v => v.LineId == l.Id && v.IsCurrent && v.CatalogueHash == catalogue.Hash)))
            .Select(s => new { s.Id, s.WorkflowInstanceId, s.Status })
            .ToListAsync(cancellationToken);
        foreach (var list in outdated)
        {
            var instance = list.Status == SubmissionStatus.Received
                ? list.WorkflowInstanceId!
                : await StartAgainAsync(list.Id, list.WorkflowInstanceId!, cancellationToken);
            await workflows.RunAsync(instance, cancellationToken);
        }
    }

    private async Task<string> StartAgainAsync(Guid submissionId, string earlierInstance, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var submission = await db.Submissions
            .FromSql($"select * from submissions where id = {submissionId} for update")
            .SingleAsync(cancellationToken);
        if (submission.WorkflowInstanceId != earlierInstance)
        {
            return submission.WorkflowInstanceId!;
        }

        submission.WorkflowInstanceId = await workflows.StartAsync(
            SubmissionIntake.Workflow,
            new JsonObject { ["submissionId"] = submissionId.ToString() },
            submissionId.ToString(),
            (NpgsqlTransaction)transaction.GetDbTransaction(),
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await workflows.CancelAsync(earlierInstance, cancellationToken);
        return submission.WorkflowInstanceId;
    }
}
