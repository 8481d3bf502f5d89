namespace Checklists.Reviews;

/// <summary>Where a review stands.</summary>
public enum ReviewStatus
{
    /// <summary>待复核.</summary>
    Open = 0,

    /// <summary>已复核.</summary>
    Decided = 1,

    /// <summary>The village handed in a newer list before anyone decided.</summary>
    Withdrawn = 2,
}

/// <summary>A line that waits for a person in the township.</summary>
public sealed class Review
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>The line's list.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>The township whose person decides.</summary>
    public required string TownshipCode { get; init; }

    /// <summary>Where it stands.</summary>
    public ReviewStatus Status { get; set; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>PostgreSQL's xmin: the loser of two simultaneous decisions is told so.</summary>
    public uint Version { get; set; }
}
