using Checklists.Catalogue;

namespace Checklists.Seeds;

/// <summary>One line of a sample list, with the label that tests compare with.</summary>
internal sealed record ListLine
{
    public required string Text { get; init; }

    public required DutyKind Kind { get; init; }

    public required string Category { get; init; }

    public required IReadOnlyList<string> Codes { get; init; }

    public required string Domain { get; init; }

    public string? Issuer { get; init; }

    public string? Channel { get; init; }

    public string? DocumentNumber { get; init; }

    public bool? ResponsibilityLetter { get; init; }

    public bool? Target { get; init; }

    public bool? Ranking { get; init; }

    public bool? AdvancePayment { get; init; }

    public bool? Reporting { get; init; }

    public string? Frequency { get; init; }

    public bool? Funding { get; init; }

    public DateOnly? StartsOn { get; init; }

    public DateOnly? EndsOn { get; init; }

    public string? Remark { get; init; }

    /// <summary>duty primary Z001 …</summary>
    public string Label => $"{Kind.ToString().ToLowerInvariant()} {Category} {string.Join(' ', Codes)}".TrimEnd();
}
