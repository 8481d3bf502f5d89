using Checklists.Matching.Deciding;

namespace Checklists.Matching.Learning;

/// <summary>Fits the item-certainty model by full-batch Adam.</summary>
internal static class CertaintyTraining
{
    private const int Rounds = 400;
    private const float Rate = 0.03f;
    private const float Shrinkage = 1e-4f;

    /// <summary>Fits a model on lines whose citation is known to be right or wrong.</summary>
    public static ItemCertainty Fit(IReadOnlyList<(float[] Figures, bool Right)> lines)
    {
        var model = new ItemCertainty(new float[ItemCertainty.Names.Count]);
        var adam = new Adam(model.Weights.Length);
        var gradient = new float[model.Weights.Length];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(gradient);
            foreach (var (figures, right) in lines)
            {
                var error = (model.Probability(figures) - (right ? 1 : 0)) / lines.Count;
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] += error * figures[i];
                }
            }

            adam.Step(model.Weights, gradient, Rate, Shrinkage);
        }

        return model;
    }
}
