using System.Numerics;
using System.Runtime.InteropServices;

namespace Checklists.Matching.Indexing;

/// <summary>
/// An inverted index over items: BM25 without length normalisation over all wordings of an item, by character uni- and bigrams,
/// and by bigrams of toneless syllables, which forgive a homophone. Divided by the line's own mass, so lines compare.
/// </summary>
internal sealed class ItemIndex
{
    private const float Saturation = 1.2f;
    private const float SyllableWeight = 0.3f;

    // From this share of the items on, a whole row added by vector instructions is quicker than single cells.
    private const int DenseDivisor = 8;
    private readonly float[] _idf;
    private readonly float _unknownIdf;
    private readonly int[] _from;
    private readonly ushort[] _classes;
    private readonly float[] _weights;
    private readonly float[]?[] _dense;

    private ItemIndex(int ngrams, int classes, Dictionary<long, float> frequencies)
    {
        _unknownIdf = Idf(classes, 0);
        var pairs = frequencies.Keys.ToArray();
        Array.Sort(pairs);
        _from = new int[ngrams + 1];
        foreach (var pair in pairs)
        {
            _from[(pair >> 16) + 1]++;
        }

        _idf = new float[ngrams];
        for (var id = 0; id < ngrams; id++)
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

        _dense = [.. Enumerable.Range(0, ngrams).Select(id => DenseRow(id, classes))];
    }

    /// <summary>Builds the index and adds its n-grams to the vocabulary.</summary>
    /// <param name="wordings">Normalised wordings, the items they speak of and how much they count.</param>
    /// <param name="classes">Number of items.</param>
    /// <param name="vocabulary">Receives the n-grams.</param>
    /// <param name="syllables">Syllable of each character; 0 for none.</param>
    public static ItemIndex Build(IEnumerable<Wording> wordings, int classes, NgramVocabulary vocabulary, ushort[] syllables)
    {
        var frequencies = new Dictionary<long, float>(256 * 1024);
        var keys = new ulong[3 * Text.WordingNormalizer.MaxLength];
        foreach (var wording in wordings)
        {
            var n = Keys(wording.Text, syllables, keys);
            foreach (var key in keys.AsSpan(0, n))
            {
                var id = (long)vocabulary.Add(key) << 16;
                foreach (var item in wording.Classes)
                {
                    ref var frequency = ref CollectionsMarshal.GetValueRefOrAddDefault(frequencies, id | (uint)item, out _);
                    frequency += wording.Weight / wording.Classes.Length;
                }
            }
        }

        return new ItemIndex(vocabulary.Count, classes, frequencies);
    }

    /// <summary>Writes each item's score; a line whose every n-gram is typical of an item scores about 2.</summary>
    /// <param name="reading">A line's n-grams.</param>
    /// <param name="scores">One cell per item; overwritten.</param>
    public void Score(NgramReading reading, Span<float> scores)
    {
        scores.Clear();
        var mass = 1e-6f + (reading.Unknown * _unknownIdf);
        foreach (var id in reading.Short)
        {
            if (id < _idf.Length)
            {
                mass += _idf[id];
                Add(id, 1, scores);
            }
            else
            {
                mass += _unknownIdf;
            }
        }

        foreach (var id in reading.Syllables)
        {
            if (id < _idf.Length)
            {
                Add(id, SyllableWeight, scores);
            }
        }

        var scale = 1 / mass;
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] *= scale;
        }
    }

    /// <summary>How much the n-gram with this number speaks for the item; for explanations.</summary>
    public float Weight(int ngram, int item)
    {
        if (ngram >= 0 && ngram < _idf.Length)
        {
            for (var p = _from[ngram]; p < _from[ngram + 1]; p++)
            {
                if (_classes[p] == item)
                {
                    return _weights[p];
                }
            }
        }

        return 0;
    }

    private void Add(int id, float factor, Span<float> scores)
    {
        if (_dense[id] is { } row)
        {
            AddRow(row, factor, scores);
            return;
        }

        for (var p = _from[id]; p < _from[id + 1]; p++)
        {
            scores[_classes[p]] += factor * _weights[p];
        }
    }

    private static void AddRow(float[] row, float factor, Span<float> scores)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores);
        var addends = MemoryMarshal.Cast<float, Vector<float>>(row.AsSpan());
        var scale = new Vector<float>(factor);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += addends[i] * scale;
        }

        for (var c = sums.Length * Vector<float>.Count; c < scores.Length; c++)
        {
            scores[c] += factor * row[c];
        }
    }

    private float[]? DenseRow(int id, int classes)
    {
        if (_from[id + 1] - _from[id] < classes / DenseDivisor)
        {
            return null;
        }

        var row = new float[classes];
        for (var p = _from[id]; p < _from[id + 1]; p++)
        {
            row[_classes[p]] = _weights[p];
        }

        return row;
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
