using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Text;

namespace Checklists.Matching.Deciding;

/// <summary>
/// Decides whether a line holds several tasks. Cutting eagerly is the main source of wrong citations, so a clause stands alone
/// only if it names an item of its own beyond doubt, and at commas only if the line as a whole names none.
/// </summary>
internal sealed class TaskDivision(LineAnalyzer analyzer, Blending blending, Thresholds thresholds)
{
    /// <summary>Writes the tasks into <see cref="MatchScratch.Tasks"/>; <see cref="MatchScratch.Whole"/> must be filled.</summary>
    /// <returns>The number of tasks; below two, the line is one task.</returns>
    public int Divide(ReadOnlySpan<char> text, DutyKind kind, MatchScratch scratch)
    {
        if (text.IndexOfAny(";,、") < 0 || Top(scratch.Whole, out _) >= thresholds.Whole)
        {
            return 1;
        }

        var clauses = TaskSplitting.Split(text, ";,、", scratch.Clauses);
        if (clauses < 2)
        {
            return 1;
        }

        var tasks = 0;
        var previous = -1;
        for (var i = 0; i < clauses; i++)
        {
            analyzer.Analyze(text[scratch.Clauses[i]], scratch.Part, scratch.Analysis);
            blending.Apply(scratch.Part, analyzer.Classes.ByKind[(int)kind]);
            var share = Top(scratch.Part, out var item);
            if (tasks > 0 && (share < thresholds.Part || item == previous || item >= analyzer.Classes.Items))
            {
                // It belongs to the task before it.
                scratch.Tasks[tasks - 1] = scratch.Tasks[tasks - 1].Start..scratch.Clauses[i].End;
                continue;
            }

            var stands = share >= thresholds.Part && item < analyzer.Classes.Items;
            if (tasks == 1 && previous < 0)
            {
                // What came before named nothing: it leads in to this task.
                scratch.Tasks[0] = scratch.Tasks[0].Start..scratch.Clauses[i].End;
            }
            else
            {
                scratch.Tasks[tasks++] = scratch.Clauses[i];
            }

            previous = stands ? item : -1;
        }

        return tasks;
    }

    private static float Top(LineSignals signals, out int item)
    {
        item = signals.Active[0];
        foreach (var c in signals.Active)
        {
            item = signals.Blend[c] > signals.Blend[item] ? c : item;
        }

        return signals.Blend[item];
    }
}
