using Checklists.Matching;
using Checklists.Submissions.Reading;

namespace Checklists.Server.Cli;

/// <summary>A list that stands in a workbook or in separated values, and where its tables are.</summary>
/// <param name="Lines">The lines, in the order of the file.</param>
/// <param name="Tables">The headings found.</param>
/// <param name="Content">The sender's own bytes.</param>
internal sealed record SheetInput(IReadOnlyList<CheckedLine> Lines, IReadOnlyList<RecognisedTable> Tables, byte[] Content)
{
    /// <summary>Reads a .xlsx or .csv file as a village's list is read; problems name sheet, row and column.</summary>
    public static SheetInput Read(string path, string seedsDirectory, List<string> problems)
    {
        var content = File.ReadAllBytes(path);
        using var stream = new MemoryStream(content, writable: false);
        var map = ColumnMap.Load(Path.Combine(seedsDirectory, "columns.json"));
        var result = SubmissionReader.Read(stream, Path.GetFileName(path), map, ReadLimits.Offline);
        problems.AddRange(result.Refusals.Select(r => r.ToString()));
        if (result.FurtherRefusals > 0)
        {
            problems.Add($"另有{result.FurtherRefusals}处问题未列出。");
        }

        var lines = result.Lines.Select(l => new CheckedLine(null, l.Sheet, l.Row, new LineInput(l.Text, l.Kind, l.Issuer, l.Flags)));
        return new SheetInput([.. lines], result.Tables, content);
    }
}
