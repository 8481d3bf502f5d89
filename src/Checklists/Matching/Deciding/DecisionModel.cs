namespace Checklists.Matching.Deciding;

/// <summary>A multinomial logistic model from the named figures of a line to the probability of each verdict.</summary>
/// <param name="Weights">A row per verdict, a weight per figure of <see cref="DecisionFeatures"/>.</param>
internal sealed record DecisionModel(float[][] Weights)
{
    /// <summary>Writes calibrated probabilities, one per verdict.</summary>
    public void Probabilities(ReadOnlySpan<float> figures, Span<float> probabilities)
    {
        var max = float.NegativeInfinity;
        for (var v = 0; v < Weights.Length; v++)
        {
            probabilities[v] = Dot(Weights[v], figures);
            max = Math.Max(max, probabilities[v]);
        }

        var sum = 0f;
        for (var v = 0; v < Weights.Length; v++)
        {
            probabilities[v] = MathF.Exp(probabilities[v] - max);
            sum += probabilities[v];
        }

        for (var v = 0; v < Weights.Length; v++)
        {
            probabilities[v] /= sum;
        }
    }

    internal static float Dot(ReadOnlySpan<float> weights, ReadOnlySpan<float> figures)
    {
        var sum = 0f;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * figures[i];
        }

        return sum;
    }
}
