using System.Security.Cryptography;
using System.Text;
using Checklists.Mailing.Addresses;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Mailing;

/// <summary>Where mails are put, in the transaction of what they report.</summary>
public sealed class MailOutbox
{
    private readonly RecipientPolicy _policy;
    private readonly MailSettings _settings;
    private readonly string _domain;
    private readonly TimeProvider _clock;

    /// <summary>Makes the outbox.</summary>
    /// <exception cref="FormatException">The sender in the settings is no address; the message is Chinese.</exception>
    public MailOutbox(MailSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _policy = new RecipientPolicy(settings.AllowedDomains);
        _domain = MailSender.Parse(settings.From).Domain;
        _clock = clock;
    }

    /// <summary>
    /// Adds the mail to <paramref name="db"/> without saving. A business that already has its mail gets no second one.
    /// Addresses that may not be written to are left out and kept with their reason; a mail without any other stands as work for a person.
    /// </summary>
    /// <remarks>Two transactions that add the same business at once: the later one fails at commit on the unique key.</remarks>
    public async Task<EnqueuedMail> EnqueueAsync(ChecklistsDbContext db, MailDraft draft, CancellationToken ct)
    {
        var key = draft.BusinessKey;
        var existing = db.OutboxMails.Local.FirstOrDefault(m => m.BusinessKey == key)
            ?? await db.OutboxMails.FirstOrDefaultAsync(m => m.BusinessKey == key, ct);
        if (existing is not null)
        {
            return new EnqueuedMail(existing, IsNew: false);
        }

        var addresses = draft.Recipients.Select(a => a.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var refusals = addresses.Select(a => (Address: a, Reason: _policy.Refusal(a))).Where(r => r.Reason is not null).ToArray();
        var mail = NewMail(draft, key, [.. addresses.Except(refusals.Select(r => r.Address))]);
        if (mail.Recipients.Length == 0)
        {
            mail.Status = MailStatus.Failed;
            mail.FailedStage = DeliveryStage.Compose;
            mail.ServerAnswer = refusals.Length == 0
                ? "没有收件地址：请为该单位添加联系邮箱，再重新发送。"
                : $"没有可用的收件地址：{refusals[0].Reason}";
        }

        db.OutboxMails.Add(mail);
        db.OutboxAttachments.AddRange(draft.Attachments.Select((a, i) => new OutboxAttachment
        {
            MailId = mail.Id,
            Position = i,
            FileName = PlainText.FileName(a.FileName),
            ContentType = a.ContentType,
            FileHash = a.FileHash,
        }));
        db.MailReceipts.AddRange(refusals.Select(r => new MailReceipt
        {
            MailId = mail.Id,
            Address = PlainText.Exact(r.Address, MailAddress.MaxLength),
            Status = ReceiptStatus.Refused,
            Answer = r.Reason!,
            At = mail.CreatedAt,
        }).DistinctBy(r => r.Address));
        return new EnqueuedMail(mail, IsNew: true);
    }

    /// <summary>The same for a mail that can wait: nothing is written when its region has had its mails of the week.</summary>
    /// <returns><c>null</c> when the budget of the week is used up.</returns>
    public async Task<EnqueuedMail?> EnqueueWithinBudgetAsync(ChecklistsDbContext db, MailDraft draft, CancellationToken ct) =>
        draft.RegionCode is { } region && await MailLedger.CountOfWeekAsync(db, region, _clock.GetUtcNow(), ct) >= _settings.WeeklyBudget
            ? null
            : await EnqueueAsync(db, draft, ct);

    private OutboxMail NewMail(MailDraft draft, string key, string[] recipients)
    {
        var now = _clock.GetUtcNow();
        return new OutboxMail
        {
            Kind = draft.Kind,
            BusinessKey = key,
            RegionCode = draft.RegionCode,
            MessageId = MessageIdOf(key),
            Recipients = recipients,
            Subject = PlainText.Line(draft.Content.Subject),
            TextBody = PlainText.Body(draft.Content.Text),
            HtmlBody = PlainText.Body(draft.Content.Html),
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }

    // Derived from the business, not drawn: whoever sends it, and however often, it is recognisably the same mail.
    private string MessageIdOf(string businessKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(businessKey)).AsSpan(0, 16)) + "@" + _domain;
}

/// <summary>A mail to be written.</summary>
/// <param name="Kind">One of <see cref="MailKinds"/>.</param>
/// <param name="RegionCode">The region it is for, or <c>null</c>.</param>
/// <param name="Period">What makes it unique besides kind and region: an ISO week, a day, the id of a case.</param>
/// <param name="Recipients">Addresses.</param>
/// <param name="Content">What it says.</param>
/// <param name="Attachments">Its files, in order.</param>
public sealed record MailDraft(
    string Kind,
    string? RegionCode,
    string Period,
    IReadOnlyList<string> Recipients,
    MailContent Content,
    IReadOnlyList<DraftAttachment> Attachments)
{
    /// <summary>Kind, region and period.</summary>
    public string BusinessKey => $"{Kind}/{RegionCode ?? "-"}/{Period}";
}

/// <summary>A file of a mail.</summary>
/// <param name="FileName">Name as the recipient sees it.</param>
/// <param name="ContentType">MIME type.</param>
/// <param name="FileHash">SHA-256 (hex) of a stored file.</param>
public sealed record DraftAttachment(string FileName, string ContentType, string FileHash);

/// <summary>The mail of a business.</summary>
/// <param name="Mail">The row.</param>
/// <param name="IsNew"><c>false</c>: it was there before, nothing was added.</param>
public sealed record EnqueuedMail(OutboxMail Mail, bool IsNew);
