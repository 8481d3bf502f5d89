using Checklists.Matching.Analysis;
using Checklists.Matching.Indexing;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching.Learning;

/// <summary>Builds the indexes and fits the two n-gram models on a set of labelled lines.</summary>
internal sealed class AnalyzerTraining(ClassSpace classes, MatchingData data, WordingNormalizer normalizer)
{
    /// <summary>N-grams in a greater share of wordings are left out of the nearest-wording search.</summary>
    public const float CommonShare = 0.005f;

    private const int ItemWeightsPerNgram = 6;
    private const float CatalogueWeight = 0.5f;

    private static readonly SoftmaxOptions ItemOptions = new() { Epochs = 10, LearningRate = 0.1f, Dropout = 0.5f };
    private static readonly SoftmaxOptions VerdictOptions = new() { Epochs = 12, LearningRate = 0.1f, Dropout = 0.5f };

    /// <summary>The n-gram models' rows.</summary>
    public (IReadOnlyList<NgramWeights> Items, IReadOnlyList<NgramWeights> Verdicts) Fit(IReadOnlyList<LabelledPhrase> phrases)
    {
        var catalogue = WordingSets.OfCatalogue(classes, data, normalizer).ToList();
        var phrased = WordingSets.Tasks(phrases).Where(p => classes.Of(p).Length > 0).ToList();
        var items = catalogue.Select(w => (w.Text, w.Classes, Allowed(w), CatalogueWeight * w.Weight))
            .Concat(phrased.Select(p => (normalizer.Normalize(p.Text), classes.Of(p), classes.ByKind[(int)p.Kind], 1f)))
            .ToList();
        var all = Enumerable.Repeat(true, VerdictClasses.Count).ToArray();
        var verdicts = catalogue.Select(w => (w.Text, new[] { (int)classes.Verdict(w.Classes[0]) }, all, CatalogueWeight * w.Weight))
            .Concat(WordingSets.Tasks(phrases).Concat(phrases.Where(p => p.Parts.Count > 0))
                .Select(p => (normalizer.Normalize(p.Text), new[] { (int)p.Verdict }, all, 1f)))
            .ToList();
        return (
            new NgramTraining(trigrams: false, classes.Count, ItemOptions, atLeast: 2, ItemWeightsPerNgram, least: 0.375f).Fit(items),
            new NgramTraining(trigrams: true, VerdictClasses.Count, VerdictOptions, atLeast: 3, VerdictClasses.Count, least: NgramWeights.Unit).Fit(verdicts));
    }

    /// <summary>An analyzer that knows these lines.</summary>
    public LineAnalyzer Build(IReadOnlyList<LabelledPhrase> phrases, IReadOnlyList<NgramWeights> items, IReadOnlyList<NgramWeights> verdicts)
    {
        var wordings = WordingSets.OfCatalogue(classes, data, normalizer)
            .Concat(WordingSets.OfPhrases(classes, phrases, normalizer))
            .ToList();
        return new LineAnalyzer(classes, wordings, items, verdicts, CueLexicon.Build(data.Cues), data.SyllableTable);
    }

    private bool[] Allowed(Wording wording) => classes.ByKind[(int)classes.Catalogue.Items[wording.Classes[0]].Kind];
}
