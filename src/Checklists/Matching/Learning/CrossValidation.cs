using Checklists.Catalogue;
using Checklists.Matching.Evaluating;

namespace Checklists.Matching.Learning;

/// <summary>
/// The honest measure on lines that the matcher also learns from: for each fold the whole model is trained anew on the other folds,
/// near-duplicates always on one side.
/// </summary>
public static class CrossValidation
{
    /// <summary>Evaluates every phrase of the bank with a model that has not seen it.</summary>
    /// <param name="catalogue">The list.</param>
    /// <param name="data">Lexicon, phrases and thresholds; a trained model in it is not used.</param>
    /// <param name="report">Receives a line per step.</param>
    public static IReadOnlyList<EvaluatedLine> Run(CatalogueVersion catalogue, MatchingData data, Action<string> report)
    {
        ArgumentNullException.ThrowIfNull(data);
        var folds = new ModelTraining(catalogue, data, report).Folds();
        var answers = new EvaluatedLine[data.Phrases.Count];
        for (var fold = 0; fold < ModelTraining.FoldCount; fold++)
        {
            var matcher = Without(catalogue, data, data.Phrases.Where((_, i) => folds[i] == fold).ToHashSet(), report);
            for (var i = 0; i < answers.Length; i++)
            {
                if (folds[i] == fold)
                {
                    var phrase = data.Phrases[i];
                    answers[i] = new EvaluatedLine(phrase, matcher.Assess(new LineInput(phrase.Text, phrase.Kind)));
                }
            }
        }

        return answers;
    }

    /// <summary>A matcher trained without the given phrases.</summary>
    public static DutyMatcher Without(CatalogueVersion catalogue, MatchingData data, IReadOnlySet<LabelledPhrase> held, Action<string> report)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(held);
        var known = data.With([.. data.Phrases.Where(p => !held.Contains(p))], model: null);
        var model = new ModelTraining(catalogue, known, report).Train();
        return DutyMatcher.Build(catalogue, known.With(known.Phrases, model));
    }
}
