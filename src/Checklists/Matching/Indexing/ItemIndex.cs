using System.Runtime.InteropServices;
using Checklists.Matching.Text;

namespace Checklists.Matching.Indexing;

/// <summary>
/// An inverted index over items: BM25 without length normalisation over all wordings of an item, by character uni- and bigrams,
/// and by bigrams of toneless syllables, which forgive a homophone. Divided by the line's own mass, so lines compare.
/// </summary>
internal sealed class ItemIndex
{
    private const float Saturation = 1.2f;
    private const float SyllableWeight = 0.3f;
    private readonly NgramTable _table;
    private readonly float[] _idf;
    private readonly float _unknownIdf;
    private readonly int[] _from;
    private readonly ushort[] _classes;
    private readonly float[] _weights;
    private readonly ushort[] _syllables;

    private ItemIndex(NgramTable table, int classes, Dictionary<long, float> frequencies, ushort[] syllables)
    {
        _table = table;
        _syllables = syllables;
        _unknownIdf = Idf(classes, 0);
        var pairs = frequencies.Keys.ToArray();
        Array.Sort(pairs);
        _from = new int[table.Count + 1];
        foreach (var pair in pairs)
        {
            _from[(pair >> 16) + 1]++;
        }

        _idf = new float[table.Count];
        for (var id = 0; id < table.Count; id++)
        {
            _idf[id] = Idf(classes, _from[id + 1]);
            _from[id + 1] += _from[id];
        }

        _classes = new ushort[pairs.Length];
        _weights = new float[pairs.Length];
        for (var p = 0; p < pairs.Length; p++)
        {
            var tf = frequencies[pairs[p]];
            _classes[p] = (ushort)pairs[p];
            _weights[p] = _idf[pairs[p] >> 16] * tf * (Saturation + 1) / (tf + Saturation);
        }
    }

    /// <summary>Builds the index.</summary>
    /// <param name="wordings">Normalised wordings, the items they speak of and how much they count.</param>
    /// <param name="classes">Number of items.</param>
    /// <param name="syllables">Syllable of each character; 0 for none.</param>
    public static ItemIndex Build(IEnumerable<Wording> wordings, int classes, ushort[] syllables)
    {
        var table = new NgramTable(64 * 1024);
        var frequencies = new Dictionary<long, float>(256 * 1024);
        var keys = new ulong[3 * WordingNormalizer.MaxLength];
        foreach (var wording in wordings)
        {
            var n = Keys(wording.Text, syllables, keys);
            foreach (var key in keys.AsSpan(0, n))
            {
                var id = table.Add(key);
                foreach (var item in wording.Classes)
                {
                    ref var frequency = ref CollectionsMarshal.GetValueRefOrAddDefault(frequencies, ((long)id << 16) | (uint)item, out _);
                    frequency += wording.Weight / wording.Classes.Length;
                }
            }
        }

        return new ItemIndex(table, classes, frequencies, syllables);
    }

    /// <summary>Writes each item's score; a line whose every n-gram is typical of an item scores about 2.</summary>
    /// <param name="text">A normalised line.</param>
    /// <param name="scores">One cell per item; overwritten.</param>
    /// <param name="keys">Scratch, at least three times the text's length.</param>
    public void Score(ReadOnlySpan<char> text, Span<float> scores, Span<ulong> keys)
    {
        scores.Clear();
        var distinct = keys[..Keys(text, _syllables, keys)];
        distinct.Sort();
        var mass = 1e-6f;
        for (var i = 0; i < distinct.Length; i++)
        {
            if (i > 0 && distinct[i] == distinct[i - 1])
            {
                continue;
            }

            var id = _table.Find(distinct[i]);
            var syllable = Ngram.IsSyllable(distinct[i]);
            mass += syllable ? 0 : id < 0 ? _unknownIdf : _idf[id];
            if (id < 0)
            {
                continue;
            }

            var factor = syllable ? SyllableWeight : 1;
            for (var p = _from[id]; p < _from[id + 1]; p++)
            {
                scores[_classes[p]] += factor * _weights[p];
            }
        }

        var scale = 1 / mass;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] *= scale;
        }
    }

    /// <summary>How much the n-gram speaks for the item; for explanations.</summary>
    public float Weight(ulong key, int item)
    {
        var id = _table.Find(key);
        if (id >= 0)
        {
            for (var p = _from[id]; p < _from[id + 1]; p++)
            {
                if (_classes[p] == item)
                {
                    return _weights[p];
                }
            }
        }

        return 0;
    }

    private static float Idf(int classes, int having) => MathF.Log(1 + (classes / (having + 0.5f)));

    private static int Keys(ReadOnlySpan<char> text, ushort[] syllables, Span<ulong> keys)
    {
        var count = Ngram.UnigramsAndBigrams(text, keys);
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var (a, b) = (syllables[text[i]], syllables[text[i + 1]]);
            if (a != 0 && b != 0)
            {
                keys[count++] = Ngram.OfSyllables(a, b);
            }
        }

        return count;
    }
}

/// <summary>A normalised wording, the items it speaks of, and how much it counts.</summary>
internal sealed record Wording(string Text, int[] Classes, float Weight);
