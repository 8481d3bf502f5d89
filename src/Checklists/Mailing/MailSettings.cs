namespace Checklists.Mailing;

/// <summary>How mails are written and how hard the server is driven.</summary>
public sealed record MailSettings
{
    /// <summary>Sender of a trial without a mail server; .invalid never reaches anybody (RFC 2606).</summary>
    public const string TrialFrom = "村级减负清单核对平台（试用） <noreply@checklists.invalid>";

    /// <summary>From: an address, or a name and an address in angle brackets.</summary>
    public required string From { get; init; }

    /// <summary>Sender, where it differs from <see cref="From"/>; the envelope sender too. Bounces go there.</summary>
    public string? Sender { get; init; }

    /// <summary>Domains that mails may go to; empty allows all.</summary>
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    /// <summary>Connections to the server at once, 1 to 16.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Most mails handed to the server per minute by one node; 0 sets no bound.</summary>
    public int PerMinute { get; init; }

    /// <summary>Attachments of more bytes than this together go as one .zip archive.</summary>
    public long ArchiveAbove { get; init; } = 8 * 1024 * 1024;

    /// <summary>Attachments of more bytes than this together cannot be sent at all: the mail becomes work for a person.</summary>
    public long RefuseAbove { get; init; } = 30 * 1024 * 1024;

    /// <summary>Longest time for one mail, from MAIL FROM to the last answer; then the attempt is given up.</summary>
    public TimeSpan DeliveryLimit { get; init; } = TimeSpan.FromMinutes(3);
}
