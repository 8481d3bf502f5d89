using Checklists.Matching.Indexing;
using Checklists.Matching.Learning;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching.Analysis;

/// <summary>Asks every index and model about one normalised text.</summary>
internal sealed class LineAnalyzer
{
    private readonly NgramVocabulary _vocabulary;
    private readonly ItemIndex _items;
    private readonly WordingIndex _wordings;
    private readonly NgramModel _itemModel;
    private readonly NgramModel _verdictModel;
    private readonly CueLexicon _cues;

    /// <summary>Builds the indexes over the wordings and joins the models to their vocabulary.</summary>
    public LineAnalyzer(
        ClassSpace classes,
        IReadOnlyList<Wording> wordings,
        IReadOnlyList<NgramWeights> itemModel,
        IReadOnlyList<NgramWeights> verdictModel,
        CueLexicon cues,
        ushort[] syllables)
    {
        Classes = classes;
        _vocabulary = new NgramVocabulary(syllables);
        _items = ItemIndex.Build(wordings, classes.Count, _vocabulary, syllables);
        _wordings = WordingIndex.Build(wordings, _vocabulary, AnalyzerTraining.CommonShare);
        _itemModel = new NgramModel(itemModel, _vocabulary);
        _verdictModel = new NgramModel(verdictModel, _vocabulary);
        _cues = cues;
    }

    public ClassSpace Classes { get; }

    public WordingIndex Wordings => _wordings;

    /// <summary>Work space for one thread.</summary>
    public AnalysisScratch NewScratch() => new(_wordings.Count);

    /// <summary>How much a bigram speaks for an item; for explanations.</summary>
    public float Weight(char a, char b, int item) => _items.Weight(_vocabulary.Find(Ngram.Of(a, b)), item);

    /// <summary>Fills <paramref name="signals"/>, all but <see cref="LineSignals.Blend"/>.</summary>
    public void Analyze(ReadOnlySpan<char> text, LineSignals signals, AnalysisScratch scratch)
    {
        signals.Length = text.Length;
        var reading = scratch.Reading;
        var clauses = TaskSplitting.Split(text, TaskSplitting.ClauseEnds, scratch.Clauses);
        _vocabulary.Read(text, scratch.Clauses.AsSpan(0, clauses), reading);
        _items.Score(reading, signals.ItemScores);
        _wordings.Score(reading, signals.NearScores, scratch.Wordings);
        signals.NearestSimilarity = scratch.Wordings.NearestSimilarity;
        Array.Clear(signals.ItemLogits);
        NgramModel.Scale(signals.ItemLogits, _itemModel.Add(reading.Short, signals.ItemLogits));
        Array.Clear(signals.VerdictLogits);
        var norm = _verdictModel.Add(reading.Short, signals.VerdictLogits) + _verdictModel.Add(reading.Trigrams, signals.VerdictLogits);
        NgramModel.Scale(signals.VerdictLogits, norm);
        AnalyzeClauses(reading, signals);
        FindCues(text, signals, scratch);
    }

    // A short demand behind a long harmless clause must not drown in it.
    private void AnalyzeClauses(NgramReading reading, LineSignals signals)
    {
        signals.VerdictLogits.CopyTo(signals.ClauseLogits, 0);
        if (reading.Clauses < 2)
        {
            return;
        }

        Span<float> logits = stackalloc float[VerdictClasses.Count];
        for (var clause = 0; clause < reading.Clauses; clause++)
        {
            logits.Clear();
            NgramModel.Scale(logits, _verdictModel.Add(reading.Clause(clause), logits));
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
internal sealed class AnalysisScratch(int wordings)
{
    public NgramReading Reading { get; } = new();

    public WordingScratch Wordings { get; } = new(wordings);

    public Range[] Clauses { get; } = new Range[TaskSplitting.MostTasks];

    public List<PhraseHit> Hits { get; } = [];
}
