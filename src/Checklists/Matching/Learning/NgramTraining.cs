using Checklists.Matching.Indexing;

namespace Checklists.Matching.Learning;

/// <summary>Fits an <see cref="NgramModel"/> and prunes it to the weights that matter.</summary>
internal sealed class NgramTraining(bool trigrams, int classes, SoftmaxOptions options, int atLeast, int keepPerNgram, float least)
{
    private const float Scale = 4;
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly List<ulong> _ngrams = [];
    private readonly List<float> _rarity = [];

    /// <summary>Fits the model on normalised texts.</summary>
    public IReadOnlyList<NgramWeights> Fit(IReadOnlyList<(string Text, int[] Classes, bool[] Allowed, float Weight)> examples)
    {
        var keys = examples.Select(e => Keys(e.Text)).ToList();
        ChooseNgrams(keys);
        var training = new SoftmaxTraining(_ngrams.Count, classes);
        var rows = examples.Select((e, i) => new TrainingExample(Vector(keys[i]), e.Classes, e.Allowed, e.Weight)).ToList();
        training.Fit(rows, options);
        return [.. Enumerable.Range(0, _ngrams.Count).Select(id => Prune(training, id)).Where(r => r.Weights.Count > 0)];
    }

    private void ChooseNgrams(List<ulong[]> documents)
    {
        var frequency = new Dictionary<ulong, int>();
        foreach (var key in documents.SelectMany(d => d))
        {
            frequency[key] = frequency.GetValueOrDefault(key) + 1;
        }

        foreach (var (key, count) in frequency.Where(p => p.Value >= atLeast).OrderBy(p => p.Key))
        {
            _ids.Add(key, _ngrams.Count);
            _ngrams.Add(key);
            _rarity.Add(MathF.Round(Scale * MathF.Log(documents.Count / (float)count)) / Scale);
        }
    }

    private ulong[] Keys(string text)
    {
        Span<ulong> keys = new ulong[(3 * text.Length) + 1];
        var count = trigrams ? Ngram.UpToTrigrams(text, keys) : Ngram.UnigramsAndBigrams(text, keys);
        return [.. keys[..count].ToArray().Distinct().Order()];
    }

    private SparseVector Vector(ulong[] keys)
    {
        var ids = keys.Where(_ids.ContainsKey).Select(k => _ids[k]).ToArray();
        var values = ids.Select(id => _rarity[id]).ToArray();
        var norm = MathF.Sqrt(values.Sum(v => v * v));
        return new SparseVector(ids, [.. values.Select(v => norm > 0 ? Scale * v / norm : 0)]);
    }

    private NgramWeights Prune(SoftmaxTraining training, int id)
    {
        var row = training.Weights.AsSpan(id * training.Width, classes).ToArray();
        var kept = row
            .Select((w, c) => KeyValuePair.Create(c, MathF.Round(w * Scale / NgramWeights.Unit) * NgramWeights.Unit))
            .Where(p => MathF.Abs(p.Value) >= least)
            .OrderByDescending(p => MathF.Abs(p.Value))
            .ThenBy(p => p.Key)
            .Take(keepPerNgram)
            .OrderBy(p => p.Key);
        return new NgramWeights(Ngram.Text(_ngrams[id]), _rarity[id], [.. kept]);
    }
}
