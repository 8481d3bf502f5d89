using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Lexicon;

namespace Checklists.Matching.Deciding;

/// <summary>The few named figures of a line on which its verdict is decided.</summary>
internal static class DecisionFeatures
{
    private const float Floor = 1e-4f;
    private const int CuesAt = 27;

    /// <summary>Their names, in order; the model file carries a weight for each.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "bias",
        .. Enum.GetNames<VerdictKind>().Select(v => "mass" + v),
        .. Enum.GetNames<VerdictKind>().Select(v => "line" + v),
        .. Enum.GetNames<VerdictKind>().Select(v => "clause" + v),
        "topLog", "margin", "topItems", "topNear", "nearest", "nearUnlisted", "nearAmbiguous",
        "atMost4", "atMost7", "logLength", "wholeShare",
        .. Enum.GetNames<CueClass>().Select(c => "cue" + c),
        "signboard", "proof",
    ];

    /// <summary>Number of figures.</summary>
    public static int Count => Names.Count;

    /// <summary>Where the figure of a class of role words stands.</summary>
    public static int Of(CueClass cueClass) => CuesAt + (int)cueClass;

    /// <summary>Writes the figures.</summary>
    public static void Write(LineSignals signals, ClassSpace classes, DutyKind kind, Span<float> figures)
    {
        figures.Clear();
        figures[0] = 1;
        var masses = figures.Slice(1, VerdictClasses.Count);
        var (top, second) = Masses(signals, classes, masses);
        for (var v = 0; v < VerdictClasses.Count; v++)
        {
            masses[v] = MathF.Log(masses[v] + Floor);
            figures[6 + v] = signals.VerdictLogits[v];
            figures[11 + v] = signals.ClauseLogits[v];
        }

        figures[16] = MathF.Log(signals.Blend[top] + Floor);
        figures[17] = signals.Blend[top] - (second < 0 ? 0 : signals.Blend[second]);
        figures[18] = signals.ItemScores[top];
        figures[19] = signals.NearScores[top];
        figures[20] = signals.NearestSimilarity;
        figures[21] = signals.NearScores[classes.Unlisted];
        figures[22] = signals.NearScores[classes.Ambiguous];
        figures[23] = signals.Length <= 4 ? 1 : 0;
        figures[24] = signals.Length <= 7 ? 1 : 0;
        figures[25] = MathF.Log(1 + signals.Length) - 3;
        figures[26] = signals.Blend[top];
        signals.CueWeights.CopyTo(figures[CuesAt..]);
        figures[^2] = kind == DutyKind.Signboard ? 1 : 0;
        figures[^1] = kind == DutyKind.Proof ? 1 : 0;
    }

    private static (int Top, int Second) Masses(LineSignals signals, ClassSpace classes, Span<float> masses)
    {
        var (top, second) = (-1, -1);
        foreach (var c in signals.Active)
        {
            var p = signals.Blend[c];
            masses[(int)classes.Verdict(c)] += p;
            if (top < 0 || p > signals.Blend[top])
            {
                (top, second) = (c, top);
            }
            else if (second < 0 || p > signals.Blend[second])
            {
                second = c;
            }
        }

        return (top, second);
    }
}
