using Checklists.Matching.Lexicon;

namespace Checklists.Matching.Analysis;

/// <summary>What the indexes and linear models say of one normalised text. Reused from line to line; one per thread.</summary>
internal sealed class LineSignals
{
    private readonly int[] _active;

    public LineSignals(int classes)
    {
        _active = new int[classes];
        ItemScores = new float[classes];
        NearScores = new float[classes];
        ItemLogits = new float[classes];
        Blend = new float[classes];
    }

    /// <summary>Length of the text in normalised characters.</summary>
    public int Length { get; set; }

    /// <summary>Per class: BM25 over all wordings.</summary>
    public float[] ItemScores { get; }

    /// <summary>Per class: nearest single wordings.</summary>
    public float[] NearScores { get; }

    /// <summary>Per class: the learned item model.</summary>
    public float[] ItemLogits { get; }

    /// <summary>Per class: probability after blending; 0 for items of another kind.</summary>
    public float[] Blend { get; }

    /// <summary>Per verdict: the learned modality model, of the whole text.</summary>
    public float[] VerdictLogits { get; } = new float[VerdictClasses.Count];

    /// <summary>Per verdict: the greatest logit of any clause.</summary>
    public float[] ClauseLogits { get; } = new float[VerdictClasses.Count];

    /// <summary>Per class of role words: the greatest weight found.</summary>
    public float[] CueWeights { get; } = new float[CueLexicon.ClassCount];

    /// <summary>The role words found.</summary>
    public List<Cue> Cues { get; } = [];

    /// <summary>Cosine of the nearest known wording.</summary>
    public float NearestSimilarity { get; set; }

    /// <summary>The classes whose blended probability is not nought, in order.</summary>
    public ReadOnlySpan<int> Active => _active.AsSpan(0, ActiveCount);

    internal int ActiveCount { get; set; }

    internal int[] ActiveCells => _active;
}

/// <summary>The classes of the modality model, in the order of <see cref="VerdictKind"/>.</summary>
internal static class VerdictClasses
{
    public const int Count = 5;
}
