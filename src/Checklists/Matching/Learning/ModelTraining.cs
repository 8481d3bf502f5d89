using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Deciding;
using Checklists.Matching.Text;

namespace Checklists.Matching.Learning;

/// <summary>
/// Trains the whole model: the n-gram models on all lines, everything that weighs them on out-of-fold signals,
/// so that it learns how far they can be trusted on lines they have not seen.
/// </summary>
internal sealed class ModelTraining
{
    /// <summary>Number of folds.</summary>
    public const int FoldCount = 5;

    private const uint Seed = 7;
    private readonly ClassSpace _classes;
    private readonly WordingNormalizer _normalizer;
    private readonly AnalyzerTraining _analyzers;
    private readonly IReadOnlyList<LabelledPhrase> _phrases;
    private readonly Action<string> _report;

    public ModelTraining(CatalogueVersion catalogue, MatchingData data, Action<string> report)
    {
        _classes = new ClassSpace(catalogue);
        _normalizer = WordingNormalizer.For(data);
        _analyzers = new AnalyzerTraining(_classes, data, _normalizer);
        _phrases = data.Phrases;
        _report = report;
    }

    /// <summary>The fold of each phrase.</summary>
    public int[] Folds() => Learning.Folds.Divide([.. _phrases.Select(p => _normalizer.Normalize(p.Text))], FoldCount, Seed);

    /// <summary>Trains on all phrases.</summary>
    public TrainedModel Train()
    {
        var signals = OutOfFold(Folds());
        var blending = Blend(signals);
        _report($"混合权重：{blending}");
        var figures = Figures(signals);
        var decision = DecisionTraining.Fit(figures, [.. _phrases.Select(p => p.Verdict)], _ => true);
        var certainty = CertaintyTraining.Fit(Citations(signals, figures, decision));
        var (items, verdicts) = _analyzers.Fit(_phrases);
        _report($"字串特征：条目模型{items.Count}个，性质模型{verdicts.Count}个");
        return new TrainedModel(
            _classes.Catalogue.Items.ToDictionary(i => i.Code, ClassSpace.Fingerprint),
            [.. items.Select(r => CodedNgram.Of(r, _classes))],
            verdicts,
            blending,
            decision,
            certainty);
    }

    private LineSignals[] OutOfFold(int[] folds)
    {
        var signals = new LineSignals[_phrases.Count];
        for (var fold = 0; fold < FoldCount; fold++)
        {
            var known = _phrases.Where((_, i) => folds[i] != fold).ToList();
            var (items, verdicts) = _analyzers.Fit(known);
            var analyzer = _analyzers.Build(known, items, verdicts);
            var scratch = analyzer.NewScratch();
            for (var i = 0; i < _phrases.Count; i++)
            {
                if (folds[i] == fold)
                {
                    signals[i] = new LineSignals(_classes.Count);
                    analyzer.Analyze(_normalizer.Normalize(_phrases[i].Text), signals[i], scratch);
                }
            }

            _report($"第{fold + 1}/{FoldCount}折完成");
        }

        return signals;
    }

    private Blending Blend(LineSignals[] signals)
    {
        var lines = _phrases
            .Select((p, i) => (Phrase: p, Signals: signals[i], Right: _classes.Of(p)))
            .Where(l => l.Right.Length > 0 && l.Phrase.Parts.Count == 0)
            .Select(l => (l.Signals, l.Right, _classes.ByKind[(int)l.Phrase.Kind]))
            .ToList();
        var blending = BlendingTraining.Fit(lines);
        for (var i = 0; i < signals.Length; i++)
        {
            blending.Apply(signals[i], _classes.ByKind[(int)_phrases[i].Kind]);
        }

        return blending;
    }

    private List<float[]> Figures(LineSignals[] signals)
    {
        var rows = new List<float[]>(signals.Length);
        for (var i = 0; i < signals.Length; i++)
        {
            rows.Add(new float[DecisionFeatures.Count]);
            DecisionFeatures.Write(signals[i], _classes, _phrases[i].Kind, rows[i]);
        }

        return rows;
    }

    private List<(float[] Figures, bool Right)> Citations(LineSignals[] signals, List<float[]> figures, DecisionModel decision)
    {
        var lines = new List<(float[] Figures, bool Right)>();
        var probabilities = new float[VerdictClasses.Count];
        for (var i = 0; i < signals.Length; i++)
        {
            decision.Probabilities(figures[i], probabilities);
            var verdict = Decision.MostProbable(probabilities);
            var item = Decision.BestItem(signals[i], _classes, verdict);
            if (item >= 0)
            {
                var row = new float[ItemCertainty.Names.Count];
                ItemCertainty.Write(signals[i], _classes, item, probabilities[(int)verdict], row);
                lines.Add((row, _classes.Of(_phrases[i]).Contains(item)));
            }
        }

        return lines;
    }
}
