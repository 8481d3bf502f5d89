namespace Checklists.Mailing;

/// <summary>How far a delivery came.</summary>
public enum DeliveryStage
{
    /// <summary>Building the message from its parts.</summary>
    Compose = 0,

    /// <summary>Reaching the server and its greeting.</summary>
    Connect = 1,

    /// <summary>Encrypting the connection and checking the certificate.</summary>
    Tls = 2,

    /// <summary>Signing in.</summary>
    Authenticate = 3,

    /// <summary>MAIL FROM.</summary>
    Sender = 4,

    /// <summary>RCPT TO.</summary>
    Recipient = 5,

    /// <summary>DATA and the message itself.</summary>
    Data = 6,

    /// <summary>Waiting for the answer to the final dot: the server may already have the mail.</summary>
    Acknowledge = 7,

    /// <summary>Writing the .eml file.</summary>
    Store = 8,

    /// <summary>Done.</summary>
    Accepted = 9,
}

/// <summary>How an attempt ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>Every recipient that was still open has it.</summary>
    Accepted = 0,

    /// <summary>It may succeed later.</summary>
    Temporary = 1,

    /// <summary>It will not succeed without a person.</summary>
    Permanent = 2,

    /// <summary>Some recipients have it, others do not.</summary>
    Partial = 3,
}

/// <summary>One attempt to deliver a mail: the ledger keeps them all.</summary>
public sealed class MailAttempt
{
    /// <summary>Row id.</summary>
    public long Id { get; init; }

    /// <summary>The mail.</summary>
    public required Guid MailId { get; init; }

    /// <summary>1, 2, 3 … within the mail.</summary>
    public required int Number { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How far it came.</summary>
    public required DeliveryStage Stage { get; init; }

    /// <summary>How it ended.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The server's answer, or what went wrong.</summary>
    public required string Answer { get; init; }

    /// <summary>The server, or the directory of the .eml files.</summary>
    public required string Via { get; init; }
}

/// <summary>What became of one recipient.</summary>
public enum ReceiptStatus
{
    /// <summary>The server took it for this recipient.</summary>
    Accepted = 0,

    /// <summary>Refused for good, or tries ran out.</summary>
    Refused = 1,

    /// <summary>Taken first and reported as undeliverable later.</summary>
    Bounced = 2,
}

/// <summary>A recipient whose delivery is settled; one without a row is still to be tried.</summary>
public sealed class MailReceipt
{
    /// <summary>The mail.</summary>
    public required Guid MailId { get; init; }

    /// <summary>The recipient.</summary>
    public required string Address { get; init; }

    /// <summary>What became of it.</summary>
    public required ReceiptStatus Status { get; set; }

    /// <summary>The server's answer.</summary>
    public required string Answer { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}
