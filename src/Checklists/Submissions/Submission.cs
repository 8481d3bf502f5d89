namespace Checklists.Submissions;

/// <summary>How a list came in.</summary>
public enum SubmissionChannel
{
    /// <summary>The village's page.</summary>
    Web = 0,

    /// <summary>The HTTP API.</summary>
    Api = 1,

    /// <summary>The command line.</summary>
    Command = 2,
}

/// <summary>Where a submission stands (domain brief, section 4).</summary>
public enum SubmissionStatus
{
    /// <summary>已受理: taken in whole; the check has not run yet.</summary>
    Received = 0,

    /// <summary>核对中: every line has a verdict; some wait for a person.</summary>
    InReview = 1,

    /// <summary>已核对: every line is decided; prohibited ones are with their issuers.</summary>
    Checked = 2,

    /// <summary>已更替: a newer list of the same village stands in its place.</summary>
    Superseded = 3,
}

/// <summary>村报清单: one list as a village handed it in. Never changed after it was taken in; a newer one supersedes it.</summary>
public sealed class Submission
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>12-digit code of the village.</summary>
    public required string VillageCode { get; init; }

    /// <summary>The name of the sender's file.</summary>
    public required string FileName { get; init; }

    /// <summary>SHA-256 (hex) of the sender's file, which is kept in <see cref="Platform.Database.StoredFile"/>.</summary>
    public required string FileHash { get; init; }

    /// <summary>How it came in.</summary>
    public required SubmissionChannel Channel { get; init; }

    /// <summary>The account or program that sent it.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When it was taken in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public SubmissionStatus Status { get; set; }

    /// <summary>The list it replaces.</summary>
    public Guid? Supersedes { get; init; }

    /// <summary>The workflow instance that checks it.</summary>
    public string? WorkflowInstanceId { get; set; }

    /// <summary>How many lines it has.</summary>
    public required int LineCount { get; init; }
}
