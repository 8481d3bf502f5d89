using System.Text.Json.Nodes;
using Checklists.Audit;
using Checklists.Platform.Database;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Submissions.Reading;
using Checklists.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Submissions;

/// <summary>Takes a village's list in, whole or not at all, keeps the sender's file, and starts the workflow that checks it.</summary>
public sealed class SubmissionIntake(
    ChecklistsDatabase database,
    RegionStore regions,
    ColumnMap columns,
    PrintableText printable,
    PostgresWorkflowRuntime workflows,
    AuditLog audit,
    TimeProvider clock)
{
    /// <summary>The workflow that checks a list.</summary>
    public const string Workflow = "duty-list-check";

    /// <summary>Takes the list in and has it checked as far as that goes without a person.</summary>
    public async Task<IntakeResult> ReceiveAsync(IncomingList list, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(list.Content, writable: false);
        var read = SubmissionReader.Read(content, list.FileName, columns);
        if (!read.Accepted)
        {
            return new IntakeResult.Refused(read.Refusals, read.FurtherRefusals);
        }

        if (printable.Objections(read.Lines) is { Count: > 0 } objections)
        {
            return new IntakeResult.Refused(objections);
        }

        var match = VillageMatch.Find(read, list.FileName, await regions.TreeAsync(cancellationToken), list.VillageCode);
        if (match.Village is not { } village)
        {
            return new IntakeResult.Refused(match.Refusals);
        }

        var result = await StoreAsync(list, read, village, cancellationToken);
        if (result is IntakeResult.Accepted accepted)
        {
            // The list and its workflow instance are committed: if the process ends here, the next start goes on.
            await workflows.RunAsync(accepted.WorkflowInstanceId, cancellationToken);
            await workflows.RunPendingAsync(cancellationToken);
        }

        return result;
    }

    private async Task<IntakeResult> StoreAsync(IncomingList list, ReadResult read, Region village, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var db = await ChecklistsDatabase.JoinAsync(transaction, cancellationToken);

        await LockVillageAsync(transaction, village.Code, cancellationToken);
        var hash = FileStore.HashOf(list.Content);
        var standing = await db.Submissions.SingleOrDefaultAsync(
            s => s.VillageCode == village.Code && s.Status != SubmissionStatus.Superseded, cancellationToken);
        if (standing?.FileHash == hash)
        {
            return new IntakeResult.AlreadyReceived(standing.Id, standing.ReceivedAt);
        }

        if (standing is not null)
        {
            await Supersession.ApplyAsync(db, standing, now, cancellationToken);
            await workflows.ResumeAsync(
                AwaitReviewsActivity.Bookmark, standing.Id.ToString(), AwaitReviewsActivity.Withdrawn, transaction, cancellationToken);
        }

        await FileStore.PutAsync(transaction, list.Content, ContentTypeOf(read.Format), now, cancellationToken);
        var submission = new Submission
        {
            VillageCode = village.Code,
            FileName = list.FileName,
            FileHash = hash,
            Channel = list.Channel,
            SubmittedBy = list.Actor,
            ReceivedAt = now,
            Supersedes = standing?.Id,
            LineCount = read.Lines.Count,
        };
        submission.WorkflowInstanceId = await workflows.StartAsync(
            Workflow,
            new JsonObject { ["submissionId"] = submission.Id.ToString() },
            submission.Id.ToString(),
            transaction,
            cancellationToken);
        db.Submissions.Add(submission);
        await db.SaveChangesAsync(cancellationToken);
        await LineTable.WriteAsync(connection, submission.Id, read.Lines, cancellationToken);
        await audit.AppendAsync(
            transaction,
            list.Actor,
            "submission.received",
            submission.Id.ToString(),
            new { village.Code, list.FileName, FileHash = hash, Lines = read.Lines.Count, Supersedes = standing?.Id },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return new IntakeResult.Accepted(
            submission.Id, village.Code, read.Lines.Count, [.. read.Notices.Select(n => n.ToString())], submission.WorkflowInstanceId);
    }

    // Two lists of one village at once take turns; the second then sees the first as the standing one.
    private static async Task LockVillageAsync(NpgsqlTransaction transaction, string villageCode, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select 1 from regions where code = $1 for update", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = villageCode } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string ContentTypeOf(SubmissionFormat? format) => format switch
    {
        SubmissionFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        SubmissionFormat.Csv => "text/csv",
        _ => "application/jsonl",
    };
}
