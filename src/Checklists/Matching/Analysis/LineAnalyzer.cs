using Checklists.Matching.Indexing;
using Checklists.Matching.Learning;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching.Analysis;

/// <summary>Asks every index and model about one normalised text.</summary>
internal sealed class LineAnalyzer
{
    private readonly ItemIndex _items;
    private readonly WordingIndex _wordings;
    private readonly NgramModel _itemModel;
    private readonly NgramModel _verdictModel;
    private readonly CueLexicon _cues;

    public LineAnalyzer(ClassSpace classes, ItemIndex items, WordingIndex wordings, NgramModel itemModel, NgramModel verdictModel, CueLexicon cues)
    {
        Classes = classes;
        _items = items;
        _wordings = wordings;
        _itemModel = itemModel;
        _verdictModel = verdictModel;
        _cues = cues;
    }

    public ClassSpace Classes { get; }

    public WordingIndex Wordings => _wordings;

    public ItemIndex Items => _items;

    public NgramModel VerdictModel => _verdictModel;

    /// <summary>Work space for one thread.</summary>
    public AnalysisScratch NewScratch() => new(Classes.Count, _wordings.Count);

    /// <summary>Fills <paramref name="signals"/>, all but <see cref="LineSignals.Blend"/>.</summary>
    public void Analyze(ReadOnlySpan<char> text, LineSignals signals, AnalysisScratch scratch)
    {
        signals.Length = text.Length;
        _items.Score(text, signals.ItemScores, scratch.Wordings.Keys);
        _wordings.Score(text, scratch.Near, signals.NearScores, scratch.Wordings);
        signals.NearestSimilarity = scratch.Wordings.NearestSimilarity;
        signals.NearestWording = scratch.Wordings.NearestWording;
        _itemModel.Score(text, signals.ItemLogits, scratch.Wordings.Keys);
        _verdictModel.Score(text, signals.VerdictLogits, scratch.Wordings.Keys);
        AnalyzeClauses(text, signals, scratch);
        FindCues(text, signals, scratch);
    }

    // A short demand behind a long harmless clause must not drown in it.
    private void AnalyzeClauses(ReadOnlySpan<char> text, LineSignals signals, AnalysisScratch scratch)
    {
        signals.VerdictLogits.CopyTo(signals.ClauseLogits, 0);
        var count = TaskSplitting.Split(text, TaskSplitting.ClauseEnds, scratch.Clauses);
        if (count < 2)
        {
            return;
        }

        Span<float> logits = stackalloc float[VerdictClasses.Count];
        for (var i = 0; i < count; i++)
        {
            _verdictModel.Score(text[scratch.Clauses[i]], logits, scratch.Wordings.Keys);
            for (var v = 0; v < logits.Length; v++)
            {
                signals.ClauseLogits[v] = Math.Max(signals.ClauseLogits[v], logits[v]);
            }
        }
    }

    private void FindCues(ReadOnlySpan<char> text, LineSignals signals, AnalysisScratch scratch)
    {
        signals.Cues.Clear();
        _cues.Scan(text, scratch.Hits, signals.Cues);
        Array.Clear(signals.CueWeights);
        foreach (var cue in signals.Cues)
        {
            signals.CueWeights[(int)cue.Class] = Math.Max(signals.CueWeights[(int)cue.Class], cue.Weight);
        }
    }
}

/// <summary>Work space of <see cref="LineAnalyzer"/>; one per thread.</summary>
internal sealed class AnalysisScratch(int classes, int wordings)
{
    public WordingScratch Wordings { get; } = new(wordings);

    public float[] Near { get; } = new float[classes * WordingIndex.Nearest];

    public Range[] Clauses { get; } = new Range[TaskSplitting.MostTasks];

    public List<PhraseHit> Hits { get; } = [];
}
