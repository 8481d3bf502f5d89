using System.Globalization;
using Checklists.Catalogue;
using Checklists.Matching;
using Spectre.Console;

namespace Checklists.Server.Cli;

/// <summary>Shows a checked list to a person: a row per line, and the counts below.</summary>
internal static class CheckTable
{
    private const int Width = 160;

    public static void Write(
        IReadOnlyList<CheckedLine> lines,
        IReadOnlyList<Assessment> assessments,
        CatalogueVersion catalogue,
        TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = Width;
        var table = new Table { Title = new TableTitle($"系统初核意见（{Markup.Escape(catalogue.Name)} {Markup.Escape(catalogue.Version)}）") };
        table.AddColumns("行", "原文", "初核意见", "对照条目", "把握", "下一步");
        for (var i = 0; i < lines.Count; i++)
        {
            AddRow(table, lines[i], assessments[i], catalogue);
        }

        console.Write(table);
        output.WriteLine(Counts(assessments));
        if (catalogue.IsSample)
        {
            output.WriteLine($"提示：所用清单为样例（{catalogue.Status}）。");
        }
    }

    /// <summary>What happens to the line now.</summary>
    public static string NextStep(Assessment assessment, DutyKind kind) => assessment.Auto
        ? VerdictText.OnDocument(assessment.Verdict, assessment.Finding, kind)
        : "需人工研判：" + VerdictText.OnDocument(assessment.Verdict, assessment.Finding, kind);

    /// <summary>The cited items with their titles.</summary>
    public static string Clause(Assessment assessment, CatalogueVersion catalogue) =>
        string.Join("；", assessment.Codes.Select(c => $"{c} {catalogue.Find(c)?.Title}"));

    private static void AddRow(Table table, CheckedLine line, Assessment assessment, CatalogueVersion catalogue) => table.AddRow(
        line.Row.ToString(CultureInfo.InvariantCulture),
        Markup.Escape(line.Input.Text),
        Markup.Escape(VerdictText.Label(assessment.Verdict, assessment.Finding, line.Input.Kind)),
        Markup.Escape(Clause(assessment, catalogue)),
        assessment.Confidence.ToString("P0", CultureInfo.InvariantCulture),
        Markup.Escape(NextStep(assessment, line.Input.Kind)));

    private static string Counts(IReadOnlyList<Assessment> assessments)
    {
        var counts = Enum.GetValues<VerdictKind>()
            .Select(v => $"{VerdictText.Label(v)} {assessments.Count(a => a.Verdict == v)}");
        return $"共{assessments.Count}行：{string.Join("，", counts)}；其中需人工研判 {assessments.Count(a => !a.Auto)}。";
    }
}
