namespace Checklists.Matching.Analysis;

/// <summary>Joins the three opinions on the item into one probability: a conditional logit with a weight per opinion.</summary>
internal sealed record Blending
{
    public float Items { get; init; } = 20;

    public float Near { get; init; } = 5;

    public float Model { get; init; } = 0.7f;

    public float Unlisted { get; init; }

    public float Ambiguous { get; init; }

    /// <summary>Writes <see cref="LineSignals.Blend"/>.</summary>
    public void Apply(LineSignals signals, bool[] allowed)
    {
        var blend = signals.Blend.AsSpan();
        var max = float.NegativeInfinity;
        for (var c = 0; c < blend.Length; c++)
        {
            blend[c] = (Items * signals.ItemScores[c]) + (Near * signals.NearScores[c]) + (Model * signals.ItemLogits[c]);
        }

        blend[^2] += Unlisted;
        blend[^1] += Ambiguous;
        for (var c = 0; c < blend.Length; c++)
        {
            max = allowed[c] ? Math.Max(max, blend[c]) : max;
        }

        var sum = 0f;
        for (var c = 0; c < blend.Length; c++)
        {
            // Far behind the best, the exponential is nought to seven digits.
            blend[c] = allowed[c] && blend[c] > max - 16 ? MathF.Exp(blend[c] - max) : 0;
            sum += blend[c];
        }

        for (var c = 0; c < blend.Length; c++)
        {
            blend[c] /= sum;
        }
    }
}
