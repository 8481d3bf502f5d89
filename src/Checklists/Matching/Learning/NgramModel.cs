using Checklists.Matching.Indexing;

namespace Checklists.Matching.Learning;

/// <summary>
/// A multinomial logistic model over the character n-grams of a line. Every weight can be read in its file:
/// one n-gram a line, with the classes that it speaks for or against.
/// </summary>
internal sealed class NgramModel
{
    private readonly NgramTable _table;
    private readonly float[] _rarity;
    private readonly int[] _from;
    private readonly ushort[] _classes;
    private readonly float[] _weights;
    private readonly bool _trigrams;

    public NgramModel(bool trigrams, int classes, IReadOnlyList<NgramWeights> rows)
    {
        _trigrams = trigrams;
        Classes = classes;
        _table = new NgramTable(rows.Count);
        _rarity = new float[rows.Count];
        _from = new int[rows.Count + 1];
        _classes = new ushort[rows.Sum(r => r.Weights.Count)];
        _weights = new float[_classes.Length];
        foreach (var row in rows)
        {
            var id = _table.Add(Ngram.Of(row.Ngram));
            _rarity[id] = row.Rarity;
            var next = _from[id];
            foreach (var (item, weight) in row.Weights)
            {
                _classes[next] = (ushort)item;
                _weights[next++] = weight * row.Rarity;
            }

            _from[id + 1] = next;
        }
    }

    public int Classes { get; }

    /// <summary>Number of n-grams known.</summary>
    public int Count => _table.Count;

    /// <summary>Adds up the weights of a line's n-grams.</summary>
    /// <param name="text">A normalised line.</param>
    /// <param name="logits">One cell per class; overwritten.</param>
    /// <param name="keys">Scratch, at least three times the text's length.</param>
    public void Score(ReadOnlySpan<char> text, Span<float> logits, Span<ulong> keys)
    {
        logits.Clear();
        var distinct = keys[..(_trigrams ? Ngram.UpToTrigrams(text, keys) : Ngram.UnigramsAndBigrams(text, keys))];
        distinct.Sort();
        var norm = 0f;
        for (var i = 0; i < distinct.Length; i++)
        {
            var id = i > 0 && distinct[i] == distinct[i - 1] ? -1 : _table.Find(distinct[i]);
            if (id < 0)
            {
                continue;
            }

            norm += _rarity[id] * _rarity[id];
            for (var p = _from[id]; p < _from[id + 1]; p++)
            {
                logits[_classes[p]] += _weights[p];
            }
        }

        var scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        for (var c = 0; c < logits.Length; c++)
        {
            logits[c] *= scale;
        }
    }

    /// <summary>What one n-gram says for a class; for explanations.</summary>
    public float Weight(ulong key, int item)
    {
        var id = _table.Find(key);
        for (var p = id < 0 ? 0 : _from[id]; id >= 0 && p < _from[id + 1]; p++)
        {
            if (_classes[p] == item)
            {
                return _weights[p];
            }
        }

        return 0;
    }
}

/// <summary>One n-gram of a model: its rarity and its weight for each class that it matters to.</summary>
internal sealed record NgramWeights(string Ngram, float Rarity, IReadOnlyList<KeyValuePair<int, float>> Weights)
{
    /// <summary>Weights are whole multiples of this; the files hold the multiples.</summary>
    public const float Unit = 1 / 16f;
}
