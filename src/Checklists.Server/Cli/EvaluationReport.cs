using System.Globalization;
using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Matching.Evaluating;

namespace Checklists.Server.Cli;

/// <summary>Prints an evaluation as plain text.</summary>
internal static class EvaluationReport
{
    private const int WorstShown = 15;

    private static readonly VerdictKind[] Order =
        [VerdictKind.Primary, VerdictKind.Assisting, VerdictKind.Prohibited, VerdictKind.Unlisted, VerdictKind.Ambiguous];

    public static void Write(Evaluation all, TextWriter output)
    {
        WriteFigures("全部", all, output);
        foreach (var kind in Enum.GetValues<DutyKind>())
        {
            var part = all.Of(kind);
            if (part.Lines.Count > 0 && part.Lines.Count < all.Lines.Count)
            {
                WriteFigures(CatalogueWords.Chinese(kind), part, output);
            }
        }

        WriteConfusion(all, output);
        WriteCalibration(all, output);
        WriteErrors(all, output);
    }

    private static void WriteFigures(string name, Evaluation e, TextWriter output)
    {
        output.WriteLine(Invariant($"{name}：{e.Lines.Count}行"));
        output.WriteLine(Invariant($"  无需人工 {e.Coverage:P1}，其中类别正确 {e.DecidedVerdict:P1}，条目正确 {e.DecidedItem:P1}"));
        output.WriteLine(Invariant($"  负面事项未经人工放行 {e.PassedWrongly.Count}/{e.Prohibited}；合规事项直接判为负面 {e.AccusedWrongly.Count}"));
        output.WriteLine(Invariant($"  清单外和表述不清的行交由人工 {e.UnclearToPerson:P1}"));
        output.WriteLine(Invariant($"  逐行强制判断（清单内）：类别 {e.ForcedVerdict:P1}，条目 {e.ForcedItem:P1}，前三 {e.AmongThree:P1}"));
        output.WriteLine(Invariant($"  多事项行条目全对 {e.CompoundItems:P1}；单事项行误拆 {e.WronglyDivided:P1}"));
    }

    private static void WriteConfusion(Evaluation e, TextWriter output)
    {
        output.WriteLine("混淆表（行为应有结论，列为系统意见）");
        output.WriteLine($"  {string.Empty,-12}{string.Concat(Order.Select(v => $"{VerdictText.Key(v),12}"))}");
        foreach (var truth in Order)
        {
            output.WriteLine($"  {VerdictText.Key(truth),-12}{string.Concat(Order.Select(v => $"{e.Confusion(truth, v),12}"))}");
        }
    }

    private static void WriteCalibration(Evaluation e, TextWriter output)
    {
        output.WriteLine("校准（所称把握 → 实际正确率，行数）");
        foreach (var (lines, claimed, right) in e.Calibration())
        {
            output.WriteLine(Invariant($"  {claimed:P0} → {right:P0}（{lines}）"));
        }
    }

    private static void WriteErrors(Evaluation e, TextWriter output)
    {
        output.WriteLine($"最严重的错误（至多{WorstShown}行）");
        foreach (var line in e.WorstErrors().Take(WorstShown))
        {
            var expected = $"{VerdictText.Key(line.Truth.Verdict)} {string.Join(',', line.Truth.Codes)}";
            var said = $"{VerdictText.Key(line.Answer.Verdict)} {string.Join(',', line.Answer.Codes)}";
            output.WriteLine(Invariant($"  {line.Truth.Text}｜应为 {expected}｜系统 {said}（{line.Answer.Confidence:P0}）"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
