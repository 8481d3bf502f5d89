using Checklists.Matching.Analysis;

namespace Checklists.Matching.Deciding;

/// <summary>A logistic model for the probability that the cited item is the right one.</summary>
/// <param name="Weights">A weight per figure.</param>
internal sealed record ItemCertainty(float[] Weights)
{
    private const float Floor = 1e-4f;

    /// <summary>The names of the figures, in order.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["bias", "share", "logShare", "shareWithinVerdict", "margin", "topItems", "topNear", "nearest", "verdictLogOdds", "leadsAll", "logLength"];

    /// <summary>Writes the figures for citing <paramref name="item"/> under a verdict held with <paramref name="probability"/>.</summary>
    public static void Write(LineSignals signals, ClassSpace classes, int item, float probability, Span<float> figures)
    {
        var verdict = classes.Verdict(item);
        var (rival, within, lead) = (0f, 0f, 0f);
        foreach (var c in signals.Active)
        {
            var p = signals.Blend[c];
            lead = Math.Max(lead, p);
            if (c < classes.Items && classes.Verdict(c) == verdict)
            {
                within += p;
                rival = c == item ? rival : Math.Max(rival, p);
            }
        }

        var share = signals.Blend[item];
        figures[0] = 1;
        figures[1] = share;
        figures[2] = MathF.Log(share + Floor);
        figures[3] = share / (within + Floor);
        figures[4] = share - rival;
        figures[5] = signals.ItemScores[item];
        figures[6] = signals.NearScores[item];
        figures[7] = signals.NearestSimilarity;
        figures[8] = MathF.Log((probability + Floor) / (1 - probability + Floor));
        figures[9] = share >= lead ? 1 : 0;
        figures[10] = MathF.Log(1 + signals.Length) - 3;
    }

    /// <summary>The probability, 0..1.</summary>
    public float Probability(ReadOnlySpan<float> figures) => 1 / (1 + MathF.Exp(-DecisionModel.Dot(Weights, figures)));
}
