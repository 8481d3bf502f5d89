using Checklists.Matching.Analysis;

namespace Checklists.Matching.Learning;

/// <summary>Fits the weights of the three opinions by coordinate search on the likelihood of the right items.</summary>
internal static class BlendingTraining
{
    private const int Rounds = 3;
    private const float BiasStep = 3;
    private static readonly float[] Steps = [0.75f, 1.33f, 0.9f, 1.1f];

    /// <summary>Fits the blending on out-of-fold signals.</summary>
    public static Blending Fit(IReadOnlyList<(LineSignals Signals, int[] Right, bool[] Allowed)> lines)
    {
        var best = new Blending();
        var likelihood = Likelihood(best, lines);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var step in Steps)
            {
                foreach (var candidate in Neighbours(best, step))
                {
                    var value = Likelihood(candidate, lines);
                    if (value > likelihood)
                    {
                        (best, likelihood) = (candidate, value);
                    }
                }
            }
        }

        return best;
    }

    private static IEnumerable<Blending> Neighbours(Blending b, float step) =>
    [
        b with { Items = b.Items * step },
        b with { Near = b.Near * step },
        b with { Model = b.Model * step },
        b with { Unlisted = b.Unlisted + ((step - 1) * BiasStep) },
        b with { Ambiguous = b.Ambiguous + ((step - 1) * BiasStep) },
    ];

    private static double Likelihood(Blending blending, IReadOnlyList<(LineSignals Signals, int[] Right, bool[] Allowed)> lines)
    {
        var sum = 0.0;
        foreach (var (signals, right, allowed) in lines)
        {
            blending.Apply(signals, allowed);
            var mass = 0.0;
            foreach (var c in right)
            {
                mass += signals.Blend[c];
            }

            sum += Math.Log(mass + 1e-6);
        }

        return sum / lines.Count;
    }
}
