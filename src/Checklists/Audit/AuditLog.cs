using System.Text.Encodings.Web;
using System.Text.Json;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Checklists.Audit;

/// <summary>Writes who did what, within the transaction of the change itself.</summary>
public sealed class AuditLog(TimeProvider clock)
{
    // Chinese stays readable in the log; it is never put into HTML unescaped.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Appends one entry. Call it last before the commit: from here to the commit other writers of the log wait, because
    /// each entry needs the hash of the one before it.
    /// </summary>
    public async Task AppendAsync(
        NpgsqlTransaction transaction, string actor, string action, string subject, object data, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection ?? throw new InvalidOperationException("The transaction has ended.");
        var (sequence, hash) = await LockHeadAsync(connection, transaction, cancellationToken);
        var entry = AuditChain.Next(
            sequence + 1, hash, clock.GetUtcNow(), actor, action, subject, JsonSerializer.Serialize(data, Readable));

        await using var insert = new NpgsqlCommand(
            """
            insert into audit_entries (sequence, at, actor, action, subject, data, previous_hash, hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            connection,
            transaction)
        {
            Parameters =
            {
                new() { Value = entry.Sequence },
                new() { Value = entry.At },
                new() { Value = entry.Actor },
                new() { Value = entry.Action },
                new() { Value = entry.Subject },
                new() { Value = entry.Data },
                new() { Value = entry.PreviousHash },
                new() { Value = entry.Hash },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The same for a change made through a context; it must have a transaction open and its changes saved.</summary>
    public Task AppendAsync(
        ChecklistsDbContext db, string actor, string action, string subject, object data, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction
            ?? throw new InvalidOperationException("An audit entry is written within the transaction of its change.");
        return AppendAsync(transaction, actor, action, subject, data, cancellationToken);
    }

    /// <summary>Reads the whole log and checks it.</summary>
    /// <returns>The sequence of the first broken entry, or <c>null</c>.</returns>
    public static async Task<long?> FirstBrokenAsync(ChecklistsDbContext db, CancellationToken cancellationToken) =>
        AuditChain.FirstBroken(await db.AuditEntries.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(cancellationToken));

    private static async Task<(long Sequence, string Hash)> LockHeadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        // 411723002 names this lock; it ends with the transaction.
        await using var command = new NpgsqlCommand(
            """
            select pg_advisory_xact_lock(411723002);
            select sequence, hash from audit_entries order by sequence desc limit 1;
            """,
            connection,
            transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetString(1)) : (0, AuditChain.Origin);
    }
}
