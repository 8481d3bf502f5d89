
namespace Checklists.Matching.Indexing;

/// <summary>
/// An inverted index over single wordings: the cosine of character uni- and bigrams, weighted by rarity, between a line and each wording.
/// Very common n-grams are left out: they cost most and tell least.
/// </summary>
internal sealed class WordingIndex
{
    /// <summary>Wordings of one item that are remembered for a line.</summary>
    public const int Nearest = 4;

    private const float Fading = 0.7f;
    private const int LeastCommon = 8;
    private readonly NgramVocabulary _vocabulary;
    private readonly float[] _idf;
    private readonly float _unknownIdf;
    private readonly int[] _from;
    private readonly int[] _docs;
    private readonly float[] _weights;
    private readonly int[] _classFrom;
    private readonly ushort[] _classes;

    private WordingIndex(Wording[] wordings, NgramVocabulary vocabulary, float commonShare)
    {
        _vocabulary = vocabulary;
        Count = wordings.Length;
        var documents = wordings.Select(w => DistinctIds(w.Text)).ToArray();
        var frequency = new int[vocabulary.Count];
        foreach (var id in documents.SelectMany(d => d))
        {
            frequency[id]++;
        }

        var common = Math.Max(LeastCommon, commonShare * wordings.Length);
        _unknownIdf = MathF.Log(1 + (wordings.Length / 0.5f));
        _idf = [.. frequency.Select(f => f > common ? 0 : MathF.Log(1 + (wordings.Length / (f + 0.5f))))];
        _from = new int[frequency.Length + 1];
        for (var id = 0; id < frequency.Length; id++)
        {
            _from[id + 1] = _from[id] + (_idf[id] > 0 ? frequency[id] : 0);
        }

        _docs = new int[_from[^1]];
        _weights = new float[_from[^1]];
        FillPostings(documents);
        _classes = [.. wordings.SelectMany(w => w.Classes).Select(c => (ushort)c)];
        _classFrom = new int[wordings.Length + 1];
        for (var d = 0; d < wordings.Length; d++)
        {
            _classFrom[d + 1] = _classFrom[d] + wordings[d].Classes.Length;
        }
    }

    /// <summary>Number of wordings.</summary>
    public int Count { get; }

    /// <summary>Builds the index; numbers follow the order of <paramref name="wordings"/>.</summary>
    /// <param name="wordings">Normalised wordings and their items.</param>
    /// <param name="vocabulary">Receives the n-grams.</param>
    /// <param name="commonShare">N-grams in a greater share of wordings are left out.</param>
    public static WordingIndex Build(IEnumerable<Wording> wordings, NgramVocabulary vocabulary, float commonShare) =>
        new([.. wordings], vocabulary, commonShare);

    /// <summary>For each item, the fading sum (at most 2.5) of its nearest wordings' cosines.</summary>
    /// <param name="reading">A line's n-grams.</param>
    /// <param name="scores">One cell per item; overwritten.</param>
    /// <param name="scratch">Work space; receives the similarity of the nearest wording.</param>
    public void Score(NgramReading reading, Span<float> scores, WordingScratch scratch)
    {
        var near = scratch.Near(scores.Length);
        var count = Similarities(reading, scratch, out var scale);
        var best = 0f;
        foreach (var doc in scratch.Touched.AsSpan(0, count))
        {
            var similarity = scratch.Similarity[doc] * scale;
            scratch.Similarity[doc] = 0;
            best = Math.Max(best, similarity);
            for (var c = _classFrom[doc]; c < _classFrom[doc + 1]; c++)
            {
                Insert(near.Slice(_classes[c] * Nearest, Nearest), similarity);
            }
        }

        scratch.NearestSimilarity = best;
        for (var c = 0; c < scores.Length; c++)
        {
            var cell = near.Slice(c * Nearest, Nearest);
            scores[c] = cell[0] + (Fading * (cell[1] + (Fading * (cell[2] + (Fading * cell[3])))));
        }
    }

    /// <summary>The numbers of all wordings at least this close to a line.</summary>
    public List<int> Within(NgramReading reading, float similarity, WordingScratch scratch)
    {
        var found = new List<int>();
        var count = Similarities(reading, scratch, out var scale);
        foreach (var doc in scratch.Touched.AsSpan(0, count))
        {
            if (scratch.Similarity[doc] * scale >= similarity)
            {
                found.Add(doc);
            }

            scratch.Similarity[doc] = 0;
        }

        return found;
    }

    /// <summary>The cosine (0..1) of two normalised lines, with the rarity of n-grams learned from the wordings.</summary>
    public float Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var (left, right) = (Weigh(a), Weigh(b));
        var dot = 0f;
        foreach (var (key, idf) in left)
        {
            dot += right.ContainsKey(key) ? idf * idf : 0;
        }

        var norm = MathF.Sqrt(left.Values.Sum(w => w * w) * right.Values.Sum(w => w * w));
        return norm > 0 ? Math.Min(1, dot / norm) : 0;
    }

    private int Similarities(NgramReading reading, WordingScratch scratch, out float scale)
    {
        var norm = reading.Unknown * _unknownIdf * _unknownIdf;
        var (similarity, touched) = (scratch.Similarity, scratch.Touched);
        var count = 0;
        foreach (var id in reading.Short)
        {
            var idf = id < _idf.Length ? _idf[id] : _unknownIdf;
            norm += idf * idf;
            if (id >= _idf.Length)
            {
                continue;
            }

            for (var p = _from[id]; p < _from[id + 1]; p++)
            {
                var doc = _docs[p];
                if (similarity[doc] == 0)
                {
                    touched[count++] = doc;
                }

                similarity[doc] += idf * _weights[p];
            }
        }

        scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        return count;
    }

    private static void Insert(Span<float> greatest, float value)
    {
        for (var i = 0; i < greatest.Length; i++)
        {
            if (value > greatest[i])
            {
                (greatest[i], value) = (value, greatest[i]);
            }
        }
    }

    private Dictionary<ulong, float> Weigh(ReadOnlySpan<char> text)
    {
        var keys = new ulong[2 * text.Length];
        var weights = new Dictionary<ulong, float>();
        foreach (var key in keys.AsSpan(0, Ngram.UnigramsAndBigrams(text, keys)))
        {
            var id = _vocabulary.Find(key);
            weights[key] = id < 0 || id >= _idf.Length ? _unknownIdf : _idf[id];
        }

        return weights;
    }

    private int[] DistinctIds(string text)
    {
        Span<ulong> keys = new ulong[2 * text.Length];
        keys = keys[..Ngram.UnigramsAndBigrams(text, keys)];
        keys.Sort();
        var ids = new List<int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                ids.Add(_vocabulary.Add(keys[i]));
            }
        }

        return [.. ids];
    }

    private void FillPostings(int[][] documents)
    {
        var next = (int[])_from.Clone();
        for (var d = 0; d < documents.Length; d++)
        {
            var norm = MathF.Sqrt(documents[d].Sum(id => _idf[id] * _idf[id]));
            foreach (var id in documents[d])
            {
                if (_idf[id] > 0)
                {
                    _docs[next[id]] = d;
                    _weights[next[id]++] = _idf[id] / norm;
                }
            }
        }
    }
}

/// <summary>Work space of <see cref="WordingIndex"/>; one per thread.</summary>
internal sealed class WordingScratch(int wordings)
{
    private float[] _near = [];

    public float[] Similarity { get; } = new float[wordings];

    public int[] Touched { get; } = new int[wordings];

    /// <summary>Cosine of the nearest wording.</summary>
    public float NearestSimilarity { get; set; }

    /// <summary>A cleared cell of <see cref="WordingIndex.Nearest"/> cosines per item.</summary>
    public Span<float> Near(int items)
    {
        if (_near.Length < items * WordingIndex.Nearest)
        {
            _near = new float[items * WordingIndex.Nearest];
        }

        var near = _near.AsSpan(0, items * WordingIndex.Nearest);
        near.Clear();
        return near;
    }
}
