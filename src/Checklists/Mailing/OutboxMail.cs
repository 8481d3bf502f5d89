namespace Checklists.Mailing;

/// <summary>Where a mail stands.</summary>
public enum MailStatus
{
    /// <summary>待发送: due at <see cref="OutboxMail.NextAttemptAt"/>.</summary>
    Pending = 0,

    /// <summary>已发送: the server took it, or the .eml file is written.</summary>
    Sent = 1,

    /// <summary>需人工处理: the server refused it for good, or 24 h of tries were in vain.</summary>
    Failed = 2,

    /// <summary>部分送达，需人工处理: some recipients have it, others were refused for good.</summary>
    PartlySent = 3,
}

/// <summary>A mail, written in the transaction of what it reports and sent afterwards.</summary>
public sealed class OutboxMail
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What it is, for example weekly-digest.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: kind, region and week. A second mail for the same business is never written.</summary>
    public required string BusinessKey { get; init; }

    /// <summary>The region it is for.</summary>
    public string? RegionCode { get; init; }

    /// <summary>RFC 5322 Message-ID without angle brackets; stays the same over all attempts.</summary>
    public required string MessageId { get; init; }

    /// <summary>Recipients' addresses; a person may correct them before a failed mail is tried again.</summary>
    public required string[] Recipients { get; set; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string TextBody { get; init; }

    /// <summary>The same as HTML.</summary>
    public required string HtmlBody { get; init; }

    /// <summary>Where it stands.</summary>
    public MailStatus Status { get; set; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the next attempt is due; while a sender holds it, when that claim runs out.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>The sender that holds it; an outcome is written only by the holder.</summary>
    public Guid? Claim { get; set; }

    /// <summary>When the current series of attempts began: tries end 24 h later.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <summary>Where the last failed attempt stopped; <c>null</c> when none failed.</summary>
    public DeliveryStage? FailedStage { get; set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The server's last answer, or the file's name.</summary>
    public string? ServerAnswer { get; set; }
}

/// <summary>A file that goes with a mail.</summary>
public sealed class OutboxAttachment
{
    /// <summary>The mail.</summary>
    public required Guid MailId { get; init; }

    /// <summary>Order within the mail, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Name as the recipient sees it.</summary>
    public required string FileName { get; init; }

    /// <summary>MIME type.</summary>
    public required string ContentType { get; init; }

    /// <summary>SHA-256 (hex) of the content, kept in <see cref="Platform.Database.StoredFile"/>.</summary>
    public required string FileHash { get; init; }
}
