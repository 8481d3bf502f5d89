using System.Globalization;
using Checklists.Mailing.Addresses;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Mailing;

/// <summary>Who was sent what, when, and with which answer; and what a person does with mails that did not arrive.</summary>
public sealed class MailLedger(MailSettings settings, TimeProvider clock)
{
    private readonly RecipientPolicy _policy = new(settings.AllowedDomains);

    /// <summary>Mails, newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="query">Which.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<IReadOnlyList<LedgerEntry>> FindAsync(ChecklistsDbContext db, LedgerQuery query, CancellationToken ct)
    {
        var mails = db.OutboxMails.AsNoTracking();
        if (query.RegionCode is { } region)
        {
            mails = mails.Where(m => m.RegionCode == region);
        }

        if (query.Kind is { } kind)
        {
            mails = mails.Where(m => m.Kind == kind);
        }

        if (query.ForPerson)
        {
            mails = mails.Where(m => m.Status == MailStatus.Failed || m.Status == MailStatus.PartlySent);
        }

        if (query.Before is { } before)
        {
            mails = mails.Where(m => m.CreatedAt < before);
        }

        return await mails.OrderByDescending(m => m.CreatedAt).ThenBy(m => m.Id).Take(Math.Clamp(query.Limit, 1, 200))
            .Select(m => new LedgerEntry(
                m.Id, m.Kind, m.RegionCode, m.Subject, m.Recipients, m.Status, m.Attempts, m.CreatedAt, m.SentAt,
                m.Status == MailStatus.Pending ? m.NextAttemptAt : null, m.ServerAnswer))
            .ToListAsync(ct);
    }

    /// <summary>One mail with its attempts, recipients and attachments (name and hash); <c>null</c> when there is none.</summary>
    public static async Task<LedgerMail?> ByIdAsync(ChecklistsDbContext db, Guid id, CancellationToken ct)
    {
        var mail = await db.OutboxMails.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct);
        return mail is null
            ? null
            : new LedgerMail(
                mail,
                await db.MailAttempts.AsNoTracking().Where(a => a.MailId == id).OrderBy(a => a.Id).ToListAsync(ct),
                await db.MailReceipts.AsNoTracking().Where(r => r.MailId == id).OrderBy(r => r.Address).ToListAsync(ct),
                await db.OutboxAttachments.AsNoTracking().Where(a => a.MailId == id).OrderBy(a => a.Position).ToListAsync(ct));
    }

    /// <summary>How many mails a region got (or will get) in the ISO week of a moment, in Chinese time.</summary>
    public static Task<int> CountOfWeekAsync(ChecklistsDbContext db, string regionCode, DateTimeOffset at, CancellationToken ct)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8)).DateTime;
        var monday = ISOWeek.ToDateTime(ISOWeek.GetYear(local), ISOWeek.GetWeekOfYear(local), DayOfWeek.Monday);
        var from = new DateTimeOffset(monday, TimeSpan.FromHours(8)).ToUniversalTime();
        var until = from.AddDays(7);
        return db.OutboxMails.CountAsync(m => m.RegionCode == regionCode && m.CreatedAt >= from && m.CreatedAt < until, ct);
    }

    /// <summary>
    /// Makes a mail that failed, or failed for some, due again: same Message-ID, only for recipients that do not have it. Saved at once.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="id">The mail.</param>
    /// <param name="recipients">Corrected addresses; <c>null</c> keeps those it has. Those that have the mail need not be repeated.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>Why not, in Chinese; <c>null</c> when it is due again.</returns>
    public async Task<string?> RetryAsync(ChecklistsDbContext db, Guid id, IReadOnlyList<string>? recipients, CancellationToken ct)
    {
        var refusal = recipients?.Select(_policy.Refusal).FirstOrDefault(r => r is not null);
        if (refusal is not null)
        {
            return refusal;
        }

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var mail = await db.OutboxMails.FromSql($"select * from outbox_mails where id = {id} for update").FirstOrDefaultAsync(ct);
        if (mail is null || mail.Status is not (MailStatus.Failed or MailStatus.PartlySent))
        {
            return mail is null ? "没有这封邮件。" : "这封邮件没有失败，不需要重试。";
        }

        var receipts = await db.MailReceipts.Where(r => r.MailId == id).ToListAsync(ct);
        var have = receipts.Where(r => r.Status == ReceiptStatus.Accepted).Select(r => r.Address).ToArray();
        string[] all = [.. have.Union(recipients ?? mail.Recipients, StringComparer.OrdinalIgnoreCase)];
        if (all.Length == have.Length)
        {
            return "没有可以重试的收件地址，请先填写正确的地址。";
        }

        db.MailReceipts.RemoveRange(receipts.Where(r => r.Status != ReceiptStatus.Accepted));
        mail.Recipients = all;
        mail.Status = MailStatus.Pending;
        mail.FirstAttemptAt = null;
        mail.NextAttemptAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        return null;
    }
}

/// <summary>Which mails.</summary>
/// <param name="RegionCode">Of a region, or <c>null</c> for all.</param>
/// <param name="Kind">Of a kind, or <c>null</c> for all.</param>
/// <param name="ForPerson">Only those that wait for a person.</param>
/// <param name="Before">Older than this: the <see cref="LedgerEntry.CreatedAt"/> of the last entry gives the next page.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record LedgerQuery(string? RegionCode = null, string? Kind = null, bool ForPerson = false, DateTimeOffset? Before = null, int Limit = 50);

/// <summary>A line of the ledger.</summary>
public sealed record LedgerEntry(
    Guid Id,
    string Kind,
    string? RegionCode,
    string Subject,
    string[] Recipients,
    MailStatus Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? NextAttemptAt,
    string? ServerAnswer);

/// <summary>A mail with its history.</summary>
public sealed record LedgerMail(
    OutboxMail Mail,
    IReadOnlyList<MailAttempt> Attempts,
    IReadOnlyList<MailReceipt> Receipts,
    IReadOnlyList<OutboxAttachment> Attachments);
