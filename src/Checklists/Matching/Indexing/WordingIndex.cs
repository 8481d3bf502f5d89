using System.Collections.Immutable;

namespace Checklists.Matching.Indexing;

/// <summary>
/// An inverted index over wordings (catalogue texts, everyday wordings, phrase bank): the cosine of character uni- and bigrams,
/// weighted by rarity, between a line and each wording.
/// </summary>
internal sealed class WordingIndex
{
    private readonly NgramTable _table;
    private readonly float[] _idf;
    private readonly float _unknownIdf;
    private readonly int[] _from;
    private readonly int[] _docs;
    private readonly float[] _weights;

    private WordingIndex(NgramTable table, float[] idf, float unknownIdf, int[] from, int[] docs, float[] weights, int count)
    {
        _table = table;
        _idf = idf;
        _unknownIdf = unknownIdf;
        _from = from;
        _docs = docs;
        _weights = weights;
        Count = count;
    }

    /// <summary>Number of wordings.</summary>
    public int Count { get; }

    /// <summary>Builds the index over normalised wordings; ids follow their order.</summary>
    public static WordingIndex Build(IReadOnlyList<string> wordings)
    {
        var table = new NgramTable(64 * 1024);
        var documents = new int[wordings.Count][];
        var frequency = new List<int>();
        var keys = new ulong[2 * Text.WordingNormalizer.MaxLength];
        for (var d = 0; d < wordings.Count; d++)
        {
            var n = Ngram.UnigramsAndBigrams(wordings[d], keys);
            documents[d] = DistinctIds(table, keys.AsSpan(0, n));
            foreach (var id in documents[d])
            {
                while (frequency.Count <= id)
                {
                    frequency.Add(0);
                }

                frequency[id]++;
            }
        }

        var idf = frequency.Select(f => MathF.Log(1 + (wordings.Count / (f + 0.5f)))).ToArray();
        var from = new int[frequency.Count + 1];
        for (var id = 0; id < frequency.Count; id++)
        {
            from[id + 1] = from[id] + frequency[id];
        }

        var (docs, weights) = FillPostings(documents, idf, from);
        return new WordingIndex(table, idf, MathF.Log(1 + (wordings.Count / 0.5f)), from, docs, weights, wordings.Count);
    }

    /// <summary>Adds the similarity (0..1) of <paramref name="text"/> to every wording that shares an n-gram with it.</summary>
    /// <param name="text">A normalised line.</param>
    /// <param name="similarity">One cell per wording, all zero before the call.</param>
    /// <param name="touched">Receives the wordings whose cell was changed.</param>
    /// <param name="keys">Scratch, at least twice the text's length.</param>
    /// <returns>The number of wordings touched.</returns>
    public int Score(ReadOnlySpan<char> text, Span<float> similarity, Span<int> touched, Span<ulong> keys)
    {
        var n = Ngram.UnigramsAndBigrams(text, keys);
        var distinct = keys[..n];
        distinct.Sort();
        var norm = 0f;
        var count = 0;
        for (var i = 0; i < n; i++)
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
                count = Accumulate(id, idf, similarity, touched, count);
            }
        }

        var scale = norm > 0 ? 1 / MathF.Sqrt(norm) : 0;
        for (var i = 0; i < count; i++)
        {
            similarity[touched[i]] *= scale;
        }

        return count;
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

    private Dictionary<ulong, float> Weigh(ReadOnlySpan<char> text)
    {
        var keys = new ulong[2 * text.Length];
        var n = Ngram.UnigramsAndBigrams(text, keys);
        var weights = new Dictionary<ulong, float>(n);
        foreach (var key in keys.AsSpan(0, n))
        {
            var id = _table.Find(key);
            weights[key] = id < 0 ? _unknownIdf : _idf[id];
        }

        return weights;
    }

    private int Accumulate(int id, float idf, Span<float> similarity, Span<int> touched, int count)
    {
        for (var p = _from[id]; p < _from[id + 1]; p++)
        {
            ref var cell = ref similarity[_docs[p]];
            if (cell == 0)
            {
                touched[count++] = _docs[p];
            }

            cell += idf * _weights[p];
        }

        return count;
    }

    private static int[] DistinctIds(NgramTable table, Span<ulong> keys)
    {
        keys.Sort();
        var ids = ImmutableArray.CreateBuilder<int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1])
            {
                ids.Add(table.Add(keys[i]));
            }
        }

        return [.. ids];
    }

    private static (int[] Docs, float[] Weights) FillPostings(int[][] documents, float[] idf, int[] from)
    {
        var next = (int[])from.Clone();
        var docs = new int[from[^1]];
        var weights = new float[from[^1]];
        for (var d = 0; d < documents.Length; d++)
        {
            var norm = MathF.Sqrt(documents[d].Sum(id => idf[id] * idf[id]));
            foreach (var id in documents[d])
            {
                docs[next[id]] = d;
                weights[next[id]++] = idf[id] / norm;
            }
        }

        return (docs, weights);
    }
}
