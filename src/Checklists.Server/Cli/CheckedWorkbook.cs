using System.Globalization;
using Checklists.Catalogue;
using Checklists.Documents.Spreadsheets;
using Checklists.Matching;

namespace Checklists.Server.Cli;

/// <summary>The checked list as a workbook: the sender's own with three columns added, or a new one for other formats.</summary>
internal static class CheckedWorkbook
{
    private const string Verdict = "系统初核意见";
    private const string Clause = "对照条目";
    private const string NextStep = "下一步";

    /// <summary>Adds the columns to the sender's workbook; everything else stays, formulas become their values.</summary>
    public static byte[] Annotate(SheetInput list, IReadOnlyList<Assessment> assessments, CatalogueVersion catalogue)
    {
        var columns = list.Tables.Where(t => t.Sheet is not null).SelectMany(table =>
        {
            var rows = Enumerable.Range(0, list.Lines.Count).Where(i => list.Lines[i].Sheet == table.Sheet).ToList();
            AnnotatedColumn Column(string header, Func<int, string> value) => new(
                table.Sheet!, table.HeaderRow, header, rows.GroupBy(i => list.Lines[i].Row).ToDictionary(g => g.Key, g => string.Join('\n', g.Select(value))));
            return new[]
            {
                Column(Verdict, i => Label(list.Lines[i], assessments[i])),
                Column(Clause, i => CheckTable.Clause(assessments[i], catalogue)),
                Column(NextStep, i => CheckTable.NextStep(assessments[i], list.Lines[i].Input.Kind)),
            };
        });
        return WorkbookAnnotator.AddColumns(list.Content, [.. columns]);
    }

    /// <summary>A workbook of its own, a row per line.</summary>
    public static byte[] Write(IReadOnlyList<CheckedLine> lines, IReadOnlyList<Assessment> assessments, CatalogueVersion catalogue)
    {
        var rows = new List<IReadOnlyList<string?>> { new string?[] { "行", "事项原文", Verdict, Clause, NextStep } };
        rows.AddRange(lines.Select((line, i) => new string?[]
        {
            line.Row.ToString(CultureInfo.InvariantCulture),
            line.Input.Text,
            Label(line, assessments[i]),
            CheckTable.Clause(assessments[i], catalogue),
            CheckTable.NextStep(assessments[i], line.Input.Kind),
        }));
        return SheetWriter.WriteWorkbook([new SheetToWrite("初核意见", rows)]);
    }

    private static string Label(CheckedLine line, Assessment assessment) =>
        VerdictText.Label(assessment.Verdict, assessment.Finding, line.Input.Kind) + (assessment.Auto ? string.Empty : "（待人工研判）");
}
