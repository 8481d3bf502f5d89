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

    /// <summary>Most mails a region gets in an ISO week; what can wait (reminders) is not written beyond it.</summary>
    public int WeeklyBudget { get; init; } = 5;

    /// <summary>Key that mails are signed with (DKIM, RFC 6376), or <c>null</c>.</summary>
    public DkimKey? Dkim { get; init; }

    /// <summary>Longest time for one mail, from MAIL FROM to the last answer; then the attempt is given up.</summary>
    public TimeSpan DeliveryLimit { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>A DKIM key.</summary>
/// <param name="Domain">Domain that signs; the domain of From, or one above it.</param>
/// <param name="Selector">Selector of the DNS record.</param>
/// <param name="PrivateKeyFile">PEM file with an RSA or Ed25519 key.</param>
public sealed record DkimKey(string Domain, string Selector, string PrivateKeyFile);
