using Checklists.Documents.Spreadsheets;

namespace Checklists.Submissions.Reading;

/// <summary>How large a list may be.</summary>
public sealed record ReadLimits
{
    private const int MiB = 1024 * 1024;

    /// <summary>For a list that a village hands in.</summary>
    public static ReadLimits Submission { get; } = new();

    /// <summary>For a file that its owner checks on the own machine.</summary>
    public static ReadLimits Offline { get; } = new() { MaxRows = 200_000, MaxFileBytes = 100 * MiB };

    /// <summary>Rows with content.</summary>
    public int MaxRows { get; init; } = 2000;

    /// <summary>Columns.</summary>
    public int MaxColumns { get; init; } = 40;

    /// <summary>Characters of a line's text.</summary>
    public int MaxTextLength { get; init; } = 2000;

    /// <summary>Size of the file in bytes.</summary>
    public int MaxFileBytes { get; init; } = 5 * MiB;

    /// <summary>Faults that are listed one by one; the rest is counted.</summary>
    public int MaxReported { get; init; } = 50;

    internal SpreadsheetLimits ForSpreadsheet() => SpreadsheetLimits.Default with
    {
        MaxRows = MaxRows,
        MaxColumns = MaxColumns,
        MaxTextLength = MaxTextLength,
        MaxFileBytes = MaxFileBytes,
    };
}
