using Checklists.Matching.Analysis;
using Checklists.Matching.Deciding;
using Checklists.Matching.Lexicon;

namespace Checklists.Matching.Learning;

/// <summary>Fits the verdict model by full-batch Adam, with the signs of role words held to their meaning.</summary>
internal static class DecisionTraining
{
    private const int Rounds = 400;
    private const float Rate = 0.03f;
    private const float Shrinkage = 3e-4f;

    private static readonly CueClass[] Demanding =
        [CueClass.Responsible, CueClass.Quota, CueClass.Enforce, CueClass.Burden, CueClass.Coerce];

    private static readonly CueClass[] Helping = [CueClass.Assist, CueClass.Publicity, CueClass.Voluntary, CueClass.Emergency];

    /// <summary>Fits a model.</summary>
    /// <param name="figures">A row per line.</param>
    /// <param name="verdicts">The right verdicts.</param>
    /// <param name="use">Which lines to learn from.</param>
    public static DecisionModel Fit(IReadOnlyList<float[]> figures, IReadOnlyList<VerdictKind> verdicts, Func<int, bool> use)
    {
        var rows = Enumerable.Range(0, figures.Count).Where(use).ToArray();
        var model = new DecisionModel([.. Enumerable.Range(0, VerdictClasses.Count).Select(_ => new float[DecisionFeatures.Count])]);
        var adam = model.Weights.Select(w => new Adam(w.Length)).ToArray();
        var gradients = model.Weights.Select(w => new float[w.Length]).ToArray();
        var probabilities = new float[VerdictClasses.Count];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var row in rows)
            {
                model.Probabilities(figures[row], probabilities);
                for (var v = 0; v < probabilities.Length; v++)
                {
                    var error = (probabilities[v] - ((int)verdicts[row] == v ? 1 : 0)) / rows.Length;
                    Add(gradients[v], figures[row], error);
                }
            }

            for (var v = 0; v < gradients.Length; v++)
            {
                adam[v].Step(model.Weights[v], gradients[v], Rate, Shrinkage);
                Array.Clear(gradients[v]);
            }

            HoldSigns(model);
        }

        return model;
    }

    // A demand can never make a line look compliant; an offer of help can never make it look prohibited.
    private static void HoldSigns(DecisionModel model)
    {
        foreach (var cue in Demanding.Select(DecisionFeatures.Of))
        {
            AtMost(model, VerdictKind.Primary, cue);
            AtMost(model, VerdictKind.Assisting, cue);
            model.Weights[(int)VerdictKind.Prohibited][cue] = Math.Max(0, model.Weights[(int)VerdictKind.Prohibited][cue]);
        }

        foreach (var cue in Helping.Select(DecisionFeatures.Of))
        {
            AtMost(model, VerdictKind.Prohibited, cue);
        }
    }

    private static void AtMost(DecisionModel model, VerdictKind verdict, int figure) =>
        model.Weights[(int)verdict][figure] = Math.Min(0, model.Weights[(int)verdict][figure]);

    private static void Add(float[] gradient, float[] figures, float factor)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += factor * figures[i];
        }
    }
}
