using Checklists.Matching.Analysis;
using Checklists.Matching.Deciding;
using Checklists.Matching.Text;

namespace Checklists.Matching;

/// <summary>Work space for one line; taken from a pool so that a line costs no more memory than its answer.</summary>
internal sealed class MatchScratch(LineAnalyzer analyzer)
{
    public char[] Text { get; } = new char[WordingNormalizer.MaxLength];

    public int[] Origins { get; } = new int[WordingNormalizer.MaxLength];

    public LineSignals Whole { get; } = new(analyzer.Classes.Count);

    public LineSignals Part { get; } = new(analyzer.Classes.Count);

    public AnalysisScratch Analysis { get; } = analyzer.NewScratch();

    public Range[] Clauses { get; } = new Range[TaskSplitting.MostTasks];

    public Range[] Tasks { get; } = new Range[TaskSplitting.MostTasks];

    public Decision[] Decisions { get; } = new Decision[TaskSplitting.MostTasks];
}
