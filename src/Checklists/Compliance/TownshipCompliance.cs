using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Mailing;
using Checklists.Mailing.Templates;
using Checklists.Platform.Database;
using Checklists.Platform.Settings;
using Checklists.Regions;
using Checklists.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Checklists.Compliance;

/// <summary>
/// A township's part of the weekly run: its villages' certificates, its summary and its one mail, written in one transaction.
/// Running it again, after a crash or on a second node, finds it done and changes nothing.
/// </summary>
public sealed partial class TownshipCompliance(
    ChecklistsDatabase database,
    CatalogueStore catalogues,
    RegionStore regions,
    ListRecheck recheck,
    ICertificateRenderer renderer,
    MailTemplates templates,
    MailOutbox outbox,
    PostgresWorkflowRuntime workflows,
    AuditLog audit,
    TimeProvider clock,
    ChecklistsSettings settings,
    ILogger<TownshipCompliance> logger)
{
    /// <summary>Name of the task in the workflow definition.</summary>
    public const string TaskName = "township-compliance";

    /// <summary>Does the township's part, unless it is done, and completes the workflow's task.</summary>
    public async Task RunAsync(string taskId, Guid runId, string townshipCode, CancellationToken cancellationToken)
    {
        var tree = await regions.TreeAsync(cancellationToken);
        var township = tree.Find(townshipCode)
            ?? throw new InvalidOperationException($"Township {townshipCode} is not in the region tree.");
        await recheck.BringUpToDateAsync([.. tree.ChildrenOf(townshipCode).Select(v => v.Code)], cancellationToken);

        await using (var connection = await database.DataSource.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            if (await LockIfDueAsync(transaction, runId, townshipCode, cancellationToken))
            {
                await WriteAsync(transaction, tree, township, runId, cancellationToken);
            }

            await workflows.CompleteTaskAsync(taskId, result: null, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await workflows.RunPendingAsync(cancellationToken);
    }

    private static async Task<bool> LockIfDueAsync(
        NpgsqlTransaction transaction, Guid runId, string townshipCode, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select completed_at is null from township_runs where run_id = $1 and township_code = $2 for update",
            transaction.Connection,
            transaction)
        {
            Parameters = { new() { Value = runId }, new() { Value = townshipCode } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Run {runId} has no part for township {townshipCode}."));
    }

    private async Task WriteAsync(
        NpgsqlTransaction transaction, RegionTree tree, Region township, Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await ChecklistsDatabase.JoinAsync(transaction, cancellationToken);
        var run = await db.ComplianceRuns.AsNoTracking().SingleAsync(r => r.Id == runId, cancellationToken);
        var catalogue = await catalogues.ByHashAsync(run.CatalogueHash, cancellationToken);
        var writer = new CertificateIssue(db, transaction, renderer, settings, tree, catalogue, run, clock);

        var villages = new List<IssuedVillage>();
        foreach (var village in tree.ChildrenOf(township.Code))
        {
            villages.Add(await writer.IssueAsync(village, township, cancellationToken));
        }

        var summary = await writer.SummariseAsync(township, villages, cancellationToken);
        await EnqueueMailAsync(db, tree, township, run, catalogue, villages, summary, cancellationToken);

        var part = await db.TownshipRuns.SingleAsync(t => t.RunId == runId && t.TownshipCode == township.Code, cancellationToken);
        part.CompletedAt = clock.GetUtcNow();
        part.Villages = villages.Count;
        part.Certificates = villages.Count(v => v.Certificate is not null);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            transaction,
            "system",
            "run.township-completed",
            runId.ToString(),
            new { Township = township.Code, Certificates = villages.Select(v => v.Certificate?.Number).OfType<string>() },
            cancellationToken);
    }

    private async Task EnqueueMailAsync(
        ChecklistsDbContext db,
        RegionTree tree,
        Region township,
        ComplianceRun run,
        CatalogueVersion catalogue,
        List<IssuedVillage> villages,
        DraftAttachment summary,
        CancellationToken cancellationToken)
    {
        var recipients = tree.ContactsOf(township.Code).Select(c => c.Address).ToList();
        if (recipients.Count == 0)
        {
            LogNoRecipient(township.Code, run.Week);
            return;
        }

        var digest = new WeeklyDigest(
            tree.County.Name,
            township.Name,
            run.Week,
            catalogue.Name,
            catalogue.Version,
            catalogue.IsSample,
            run.CutOff,
            settings.Issuer,
            settings.PublicUrl,
            villages.ConvertAll(v => new DigestVillage(v.Village.Name, v.Certificate?.Number, v.CountsByVerdict, v.Open)),
            await db.Reviews.CountAsync(
                r => r.TownshipCode == township.Code && r.Status == Reviews.ReviewStatus.Open, cancellationToken));
        await outbox.EnqueueAsync(
            db,
            new MailDraft(
                MailKinds.WeeklyDigest,
                township.Code,
                run.Week,
                recipients,
                templates.Compose(digest),
                [summary, .. villages.Select(v => v.Attachment).OfType<DraftAttachment>()]),
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Township {Township} has no mail address; its digest of {Week} is not sent.")]
    private partial void LogNoRecipient(string township, string week);
}
