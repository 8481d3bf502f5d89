namespace Checklists.Matching;

/// <summary>An opinion on a line. Opinions are added, never overwritten: exactly one of a line is current.</summary>
public sealed class LineVerdict
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>The line's list, kept here so that a list's verdicts are read in one query.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>1, 2, 3 … within the line.</summary>
    public required int Sequence { get; init; }

    /// <summary>The newest opinion of its line.</summary>
    public required bool IsCurrent { get; set; }

    /// <summary>Whose opinion it is.</summary>
    public required VerdictStage Stage { get; init; }

    /// <summary>The verdict.</summary>
    public required VerdictKind Verdict { get; init; }

    /// <summary>Set for 超出协助边界 and 涉嫌变相转嫁.</summary>
    public Finding? Finding { get; init; }

    /// <summary><c>false</c> while a person must decide.</summary>
    public required bool Auto { get; init; }

    /// <summary>0..1; 1 for a person's decision.</summary>
    public required double Confidence { get; init; }

    /// <summary>Cited items.</summary>
    public required string[] Codes { get; init; }

    /// <summary>Reasons in plain Chinese.</summary>
    public required string[] Reasons { get; init; }

    /// <summary>Candidates and parts of the assessment as JSON, for explanation and replay.</summary>
    public required string Details { get; init; }

    /// <summary>The list behind the verdict.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>The matcher's data behind the verdict; <c>null</c> for a person's decision.</summary>
    public string? ModelHash { get; init; }

    /// <summary>Account of the person who decided; <c>null</c> for the system.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
}
