using Checklists.Matching.Indexing;

namespace Checklists.Matching.Learning;

/// <summary>
/// A multinomial logistic model over the character n-grams of a line. Every weight can be read in its file:
/// one n-gram a line, with the classes that it speaks for or against.
/// </summary>
internal sealed class NgramModel
{
    private readonly float[] _squares;
    private readonly int[] _from;
    private readonly ushort[] _classes;
    private readonly float[] _weights;

    /// <summary>Builds the model and adds its n-grams to the vocabulary.</summary>
    public NgramModel(IReadOnlyList<NgramWeights> rows, NgramVocabulary vocabulary)
    {
        var ids = rows.Select(r => vocabulary.Add(Ngram.Of(r.Ngram))).ToArray();
        _squares = new float[vocabulary.Count];
        _from = new int[vocabulary.Count + 1];
        for (var r = 0; r < ids.Length; r++)
        {
            _squares[ids[r]] = rows[r].Rarity * rows[r].Rarity;
            _from[ids[r] + 1] = rows[r].Weights.Count;
        }

        for (var id = 0; id < _squares.Length; id++)
        {
            _from[id + 1] += _from[id];
        }

        _classes = new ushort[_from[^1]];
        _weights = new float[_from[^1]];
        for (var r = 0; r < ids.Length; r++)
        {
            var next = _from[ids[r]];
            foreach (var (item, weight) in rows[r].Weights)
            {
                _classes[next] = (ushort)item;
                _weights[next++] = weight * rows[r].Rarity;
            }
        }
    }

    /// <summary>Adds the weights of a line's n-grams; to be followed by <see cref="Scale"/>.</summary>
    /// <param name="ngrams">Distinct n-grams of the line.</param>
    /// <param name="logits">One cell per class.</param>
    /// <returns>The square of their length.</returns>
    public float Add(ReadOnlySpan<int> ngrams, Span<float> logits)
    {
        var norm = 0f;
        foreach (var id in ngrams)
        {
            if (id >= _squares.Length)
            {
                continue;
            }

            norm += _squares[id];
            for (var p = _from[id]; p < _from[id + 1]; p++)
            {
                logits[_classes[p]] += _weights[p];
            }
        }

        return norm;
    }

    /// <summary>Divides the sums by the line's length.</summary>
    public static void Scale(Span<float> logits, float norm)
    {
        var scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        for (var c = 0; c < logits.Length; c++)
        {
            logits[c] *= scale;
        }
    }
}

/// <summary>One n-gram of a model: its rarity and its weight for each class that it matters to.</summary>
internal sealed record NgramWeights(string Ngram, float Rarity, IReadOnlyList<KeyValuePair<int, float>> Weights)
{
    /// <summary>Weights are whole multiples of this; the files hold the multiples.</summary>
    public const float Unit = 1 / 16f;
}
