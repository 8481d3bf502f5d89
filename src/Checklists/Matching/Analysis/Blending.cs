namespace Checklists.Matching.Analysis;

/// <summary>Joins the three opinions on the item into one probability: a conditional logit with a weight per opinion.</summary>
internal sealed record Blending
{
    private const float Reach = 11;

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
        var active = 0;
        for (var c = 0; c < blend.Length; c++)
        {
            // Further behind the best, a class cannot matter to four digits.
            if (!allowed[c] || blend[c] < max - Reach)
            {
                blend[c] = 0;
                continue;
            }

            blend[c] = MathF.Exp(blend[c] - max);
            sum += blend[c];
            signals.ActiveCells[active++] = c;
        }

        signals.ActiveCount = active;
        foreach (var c in signals.Active)
        {
            blend[c] /= sum;
        }
    }
}
