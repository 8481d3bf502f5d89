namespace Checklists.Documents.Spreadsheets;

/// <summary>How much of a file is read before it is refused. Everything is counted while reading, never believed from a header.</summary>
public sealed record SpreadsheetLimits
{
    private const int MiB = 1024 * 1024;

    /// <summary>The limits for a village's list.</summary>
    public static SpreadsheetLimits Default { get; } = new();

    /// <summary>Size of the file itself, in bytes.</summary>
    public int MaxFileBytes { get; init; } = 5 * MiB;

    /// <summary>Files within a workbook.</summary>
    public int MaxEntries { get; init; } = 200;

    /// <summary>Unpacked size of one file within a workbook, in bytes.</summary>
    public int MaxEntryBytes { get; init; } = 20 * MiB;

    /// <summary>Unpacked size of everything read from a workbook, in bytes.</summary>
    public int MaxUnpackedBytes { get; init; } = 50 * MiB;

    /// <summary>Unpacked bytes per packed byte; the first <see cref="RatioGraceBytes"/> are free (Apache POI uses the same two figures).</summary>
    public int MaxRatio { get; init; } = 100;

    /// <summary>Unpacked bytes before the ratio is looked at.</summary>
    public int RatioGraceBytes { get; init; } = 100 * 1024;

    /// <summary>Depth of nested XML elements.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Rows with content, over all sheets.</summary>
    public int MaxRows { get; init; } = 2000;

    /// <summary>Columns of a sheet.</summary>
    public int MaxColumns { get; init; } = 40;

    /// <summary>Characters of a cell.</summary>
    public int MaxTextLength { get; init; } = 2000;

    /// <summary>Merged ranges of a sheet.</summary>
    public int MaxMergedRanges { get; init; } = 5000;
}
