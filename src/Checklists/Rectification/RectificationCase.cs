namespace Checklists.Rectification;

/// <summary>Where a rectification stands.</summary>
public enum RectificationStatus
{
    /// <summary>整改中: with the department that assigned the duty.</summary>
    Open = 0,

    /// <summary>已销号.</summary>
    Closed = 1,

    /// <summary>Withdrawn because the line was decided otherwise or the list replaced.</summary>
    Withdrawn = 2,
}

/// <summary>A prohibited line, answered to the department that assigned it. The village owes nothing.</summary>
public sealed class RectificationCase
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>The line's list.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>The village whose burden it is.</summary>
    public required string VillageCode { get; init; }

    /// <summary>派交单位; <c>null</c> when the village did not say: then the township asks.</summary>
    public string? Issuer { get; init; }

    /// <summary>Cited items.</summary>
    public required string[] Codes { get; init; }

    /// <summary>Where it stands.</summary>
    public RectificationStatus Status { get; set; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
