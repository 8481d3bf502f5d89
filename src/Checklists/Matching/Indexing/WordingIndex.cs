using Checklists.Matching.Text;

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
    private readonly NgramTable _table = new(64 * 1024);
    private readonly float[] _idf;
    private readonly float _unknownIdf;
    private readonly int[] _from;
    private readonly int[] _docs;
    private readonly float[] _weights;
    private readonly Wording[] _wordings;

    private WordingIndex(Wording[] wordings, float commonShare)
    {
        _wordings = wordings;
        var frequency = new List<int>();
        var documents = wordings.Select(w => DistinctIds(w.Text, frequency)).ToArray();
        _unknownIdf = MathF.Log(1 + (wordings.Length / 0.5f));
        _idf = [.. frequency.Select(f => f > Math.Max(8, commonShare * wordings.Length) ? 0 : MathF.Log(1 + (wordings.Length / (f + 0.5f))))];
        _from = new int[frequency.Count + 1];
        for (var id = 0; id < frequency.Count; id++)
        {
            _from[id + 1] = _from[id] + (_idf[id] > 0 ? frequency[id] : 0);
        }

        _docs = new int[_from[^1]];
        _weights = new float[_from[^1]];
        FillPostings(documents);
    }

    /// <summary>Number of wordings.</summary>
    public int Count => _wordings.Length;

    /// <summary>The wording with this number.</summary>
    public Wording this[int number] => _wordings[number];

    /// <summary>Builds the index; numbers follow the order of <paramref name="wordings"/>.</summary>
    /// <param name="wordings">Normalised wordings and their items.</param>
    /// <param name="commonShare">N-grams in a greater share of wordings are left out.</param>
    public static WordingIndex Build(IEnumerable<Wording> wordings, float commonShare) => new([.. wordings], commonShare);

    /// <summary>For each item, the fading sum (at most 2.5) of its nearest wordings' cosines.</summary>
    /// <param name="text">A normalised line.</param>
    /// <param name="near">Cleared, then <see cref="Nearest"/> cosines per item, greatest first.</param>
    /// <param name="scores">One cell per item; overwritten.</param>
    /// <param name="scratch">Work space.</param>
    public void Score(ReadOnlySpan<char> text, Span<float> near, Span<float> scores, WordingScratch scratch)
    {
        near.Clear();
        var count = Similarities(text, scratch);
        scratch.NearestWording = -1;
        var best = 0f;
        for (var i = 0; i < count; i++)
        {
            var doc = scratch.Touched[i];
            var similarity = scratch.Similarity[doc];
            scratch.Similarity[doc] = 0;
            if (similarity > best || (similarity == best && doc < scratch.NearestWording))
            {
                (best, scratch.NearestWording) = (similarity, doc);
            }

            foreach (var item in _wordings[doc].Classes)
            {
                Insert(near.Slice(item * Nearest, Nearest), similarity);
            }
        }

        scratch.NearestSimilarity = best;
        for (var c = 0; c < scores.Length; c++)
        {
            var cell = near.Slice(c * Nearest, Nearest);
            scores[c] = cell[0] + (Fading * (cell[1] + (Fading * (cell[2] + (Fading * cell[3])))));
        }
    }

    /// <summary>The numbers of all wordings at least this close to a normalised line.</summary>
    public List<int> Within(ReadOnlySpan<char> text, float similarity, WordingScratch scratch)
    {
        var found = new List<int>();
        var count = Similarities(text, scratch);
        for (var i = 0; i < count; i++)
        {
            var doc = scratch.Touched[i];
            if (scratch.Similarity[doc] >= similarity)
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

    private int Similarities(ReadOnlySpan<char> text, WordingScratch scratch)
    {
        var distinct = scratch.Keys.AsSpan(0, Ngram.UnigramsAndBigrams(text, scratch.Keys));
        distinct.Sort();
        var norm = 0f;
        var count = 0;
        for (var i = 0; i < distinct.Length; i++)
        {
            if (i > 0 && distinct[i] == distinct[i - 1])
            {
                continue;
            }

            var id = _table.Find(distinct[i]);
            var idf = id < 0 ? _unknownIdf : _idf[id];
            norm += idf * idf;
            if (id >= 0)
            {
                count = Accumulate(id, idf, scratch, count);
            }
        }

        var scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        for (var i = 0; i < count; i++)
        {
            scratch.Similarity[scratch.Touched[i]] *= scale;
        }

        return count;
    }

    private int Accumulate(int id, float idf, WordingScratch scratch, int count)
    {
        var (similarity, touched) = (scratch.Similarity, scratch.Touched);
        for (var p = _from[id]; p < _from[id + 1]; p++)
        {
            var doc = _docs[p];
            if (similarity[doc] == 0)
            {
                touched[count++] = doc;
            }

            similarity[doc] += idf * _weights[p];
        }

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
            var id = _table.Find(key);
            weights[key] = id < 0 ? _unknownIdf : _idf[id];
        }

        return weights;
    }

    private int[] DistinctIds(string text, List<int> frequency)
    {
        Span<ulong> keys = new ulong[2 * text.Length];
        keys = keys[..Ngram.UnigramsAndBigrams(text, keys)];
        keys.Sort();
        var ids = new List<int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i] == keys[i - 1])
            {
                continue;
            }

            var id = _table.Add(keys[i]);
            if (id == frequency.Count)
            {
                frequency.Add(0);
            }

            frequency[id]++;
            ids.Add(id);
        }

        return [.. ids];
    }

    private void FillPostings(int[][] documents)
    {
        var next = (int[])_from.Clone();
        for (var d = 0; d < documents.Length; d++)
        {
            var norm = MathF.Sqrt(documents[d].Sum(id => _idf[id] * _idf[id]));
            foreach (var id in documents[d].Where(id => _idf[id] > 0))
            {
                _docs[next[id]] = d;
                _weights[next[id]++] = _idf[id] / norm;
            }
        }
    }
}

/// <summary>Work space of <see cref="WordingIndex"/>; one per thread.</summary>
internal sealed class WordingScratch(int wordings)
{
    public float[] Similarity { get; } = new float[wordings];

    public int[] Touched { get; } = new int[wordings];

    public ulong[] Keys { get; } = new ulong[(3 * WordingNormalizer.MaxLength) + 8];

    /// <summary>Number of the nearest wording, or -1.</summary>
    public int NearestWording { get; set; } = -1;

    /// <summary>Its cosine.</summary>
    public float NearestSimilarity { get; set; }
}
