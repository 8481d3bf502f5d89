using System.Text;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Submissions.Reading;

/// <summary>The formats in which a list is taken in.</summary>
public enum SubmissionFormat
{
    /// <summary>Excel workbook.</summary>
    Xlsx,

    /// <summary>Separated values, UTF-8 or GB18030.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}

/// <summary>What became of a file: all of its lines, or all of its faults.</summary>
public sealed record ReadResult
{
    /// <summary>The format; <c>null</c> when the file was not recognised.</summary>
    public SubmissionFormat? Format { get; init; }

    /// <summary>Nothing stands against taking the list in.</summary>
    public bool Accepted => Refusals.Count == 0;

    /// <summary>The lines in the order of the file; empty unless accepted.</summary>
    public IReadOnlyList<ReadLine> Lines { get; init; } = [];

    /// <summary>Every fault found, in the order of the file.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Faults beyond those listed (<see cref="ReadLimits.MaxReported"/>).</summary>
    public int FurtherRefusals { get; init; }

    /// <summary>What the sender should know although the list is accepted.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>Where the file says whose list it is.</summary>
    public IReadOnlyList<VillageStatement> Villages { get; init; } = [];

    /// <summary>The headings found and what they were taken for.</summary>
    public IReadOnlyList<RecognisedTable> Tables { get; init; } = [];
}

/// <summary>One line of a list.</summary>
public sealed record ReadLine
{
    /// <summary>序号 in the order of the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The "id" of a jsonl line.</summary>
    public string? Id { get; init; }

    /// <summary>序号 as the village wrote it.</summary>
    public string? OwnNumber { get; init; }

    /// <summary>Sheet name; <c>null</c> for csv and jsonl.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row, for jsonl the line, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Letter of the column that holds the text; empty for jsonl.</summary>
    public required string Column { get; init; }

    /// <summary>The village's own words; several tasks stay one line; personal data masked.</summary>
    public required string Text { get; init; }

    /// <summary>Duty, signboard or proof.</summary>
    public required DutyKind Kind { get; init; }

    /// <summary>派交单位 as written.</summary>
    public string? Issuer { get; init; }

    /// <summary>下达方式 as written.</summary>
    public string? Channel { get; init; }

    /// <summary>文号 as written.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>The yes/no answers.</summary>
    public LineFlags Flags { get; init; } = new();

    /// <summary>填表报数的频次 as written.</summary>
    public string? ReportFrequency { get; init; }

    /// <summary>起始日期.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>截止日期.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>备注 as written.</summary>
    public string? Remark { get; init; }
}

/// <summary>Why a list is not taken in; Chinese, ready to show.</summary>
/// <param name="Sheet">Sheet name.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Column">Column letter.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Refusal(string? Sheet, int? Row, string? Column, string What, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place.Of(Sheet, Row, Column)}{What}。{Remedy}。";
}

/// <summary>Something the sender should know although the list is accepted; Chinese, ready to show.</summary>
/// <param name="Sheet">Sheet name.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Column">Column letter.</param>
/// <param name="Text">What was done.</param>
public sealed record Notice(string? Sheet, int? Row, string? Column, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place.Of(Sheet, Row, Column)}{Text}。";
}

/// <summary>A table within the file.</summary>
/// <param name="Sheet">Sheet name.</param>
/// <param name="HeaderRow">The lowest row of its heading; the lines begin below.</param>
/// <param name="Columns">Its columns.</param>
public sealed record RecognisedTable(string? Sheet, int HeaderRow, IReadOnlyList<RecognisedColumn> Columns);

/// <summary>A column with a heading.</summary>
/// <param name="Column">Column letter.</param>
/// <param name="Header">The heading as written.</param>
/// <param name="Field">What it was taken for; <c>null</c> when it is not read.</param>
public sealed record RecognisedColumn(string Column, string Header, ListField? Field);

/// <summary>Where a file says whose list it is.</summary>
public enum VillageSource
{
    /// <summary>A 12-digit code in a labelled cell, a column or a jsonl line.</summary>
    Code,

    /// <summary>A name in a labelled cell (填报单位), a column or a jsonl line.</summary>
    Unit,

    /// <summary>A title row.</summary>
    Title,

    /// <summary>The file's name.</summary>
    FileName,
}

/// <summary>A place where a file says whose list it is.</summary>
/// <param name="Source">What kind of place.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Sheet">Sheet name.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Column">Column letter.</param>
public sealed record VillageStatement(VillageSource Source, string Text, string? Sheet, int? Row, string? Column);

/// <summary>Writes a place in a file the way people say it.</summary>
internal static class Place
{
    public static string Of(string? sheet, int? row, string? column)
    {
        var place = new StringBuilder();
        if (sheet is not null)
        {
            place.Append("工作表“").Append(sheet).Append('”');
        }

        if (row is { } number)
        {
            place.Append("第 ").Append(number).Append(" 行");
        }

        if (!string.IsNullOrEmpty(column))
        {
            place.Append(' ').Append(column).Append(" 列");
        }

        return place.Length == 0 ? string.Empty : place.Append('：').ToString();
    }
}
