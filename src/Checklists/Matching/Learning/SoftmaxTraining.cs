using System.Numerics;
using System.Runtime.InteropServices;

namespace Checklists.Matching.Learning;

/// <summary>How a multinomial logistic model is fitted.</summary>
internal sealed record SoftmaxOptions
{
    public int Epochs { get; init; } = 20;

    public float LearningRate { get; init; } = 0.5f;

    /// <summary>Share of features hidden at each visit, so that no single one is leaned on.</summary>
    public float Dropout { get; init; } = 0.2f;

    /// <summary>Shrinkage per visit.</summary>
    public float Decay { get; init; } = 1e-5f;

    public uint Seed { get; init; } = 20260101;
}

/// <summary>Fits a multinomial logistic model by Adagrad in a fixed order: the same examples give the same weights.</summary>
internal sealed class SoftmaxTraining
{
    private readonly int _width;
    private readonly float[] _weights;
    private readonly float[] _squares;
    private readonly float[] _logits;

    public SoftmaxTraining(int features, int classes)
    {
        Classes = classes;
        _width = (classes + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _weights = new float[features * _width];
        _squares = new float[features * _width];
        _logits = new float[_width];
    }

    public int Classes { get; }

    /// <summary>Floats from one feature's row to the next.</summary>
    public int Width => _width;

    /// <summary>A row of <see cref="Width"/> weights per feature.</summary>
    public float[] Weights => _weights;

    public void Fit(IReadOnlyList<TrainingExample> examples, SoftmaxOptions options)
    {
        var random = new XorShift(options.Seed);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var kept = new bool[4096];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle(order);
            var rate = options.LearningRate * (1 - (epoch / (float)options.Epochs));
            foreach (var index in order)
            {
                var example = examples[index];
                for (var f = 0; f < example.Features.Ids.Length; f++)
                {
                    kept[f] = random.NextSingle() >= options.Dropout;
                }

                Step(example, kept, rate, options);
            }
        }
    }

    /// <summary>Probabilities of the allowed classes.</summary>
    public void Predict(SparseVector features, ReadOnlySpan<bool> allowed, Span<float> probabilities)
    {
        _logits.AsSpan().Clear();
        for (var f = 0; f < features.Ids.Length; f++)
        {
            AddRow(features.Ids[f], features.Values[f]);
        }

        Normalise(_logits, allowed);
        _logits.AsSpan(0, Classes).CopyTo(probabilities);
    }

    private void Step(TrainingExample example, bool[] kept, float rate, SoftmaxOptions options)
    {
        var scale = 1 / (1 - options.Dropout);
        _logits.AsSpan().Clear();
        var (ids, values) = example.Features;
        for (var f = 0; f < ids.Length; f++)
        {
            if (kept[f])
            {
                AddRow(ids[f], values[f] * scale);
            }
        }

        Normalise(_logits, example.Allowed);
        SubtractTarget(example);
        for (var f = 0; f < ids.Length; f++)
        {
            if (kept[f])
            {
                Update(ids[f], values[f] * scale * example.Weight, rate, options.Decay);
            }
        }
    }

    // Several right classes share the mass as the model itself would divide it.
    private void SubtractTarget(TrainingExample example)
    {
        var mass = 0f;
        foreach (var c in example.Classes)
        {
            mass += _logits[c];
        }

        foreach (var c in example.Classes)
        {
            _logits[c] -= mass > 1e-9f ? _logits[c] / mass : 1f / example.Classes.Length;
        }
    }

    private void AddRow(int feature, float value)
    {
        var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(feature * _width, _width));
        var sum = MemoryMarshal.Cast<float, Vector<float>>(_logits.AsSpan());
        var factor = new Vector<float>(value);
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += row[i] * factor;
        }
    }

    private void Update(int feature, float value, float rate, float decay)
    {
        var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(feature * _width, _width));
        var squares = MemoryMarshal.Cast<float, Vector<float>>(_squares.AsSpan(feature * _width, _width));
        var gradient = MemoryMarshal.Cast<float, Vector<float>>(_logits.AsSpan());
        var factor = new Vector<float>(value);
        var step = new Vector<float>(rate);
        var shrink = new Vector<float>(decay);
        var small = new Vector<float>(1e-6f);
        for (var i = 0; i < gradient.Length; i++)
        {
            var g = (gradient[i] * factor) + (row[i] * shrink);
            squares[i] += g * g;
            row[i] -= step * g / (Vector.SquareRoot(squares[i]) + small);
        }
    }

    private static void Normalise(Span<float> logits, ReadOnlySpan<bool> allowed)
    {
        var max = float.NegativeInfinity;
        for (var c = 0; c < allowed.Length; c++)
        {
            max = allowed[c] ? Math.Max(max, logits[c]) : max;
        }

        var sum = 0f;
        for (var c = 0; c < logits.Length; c++)
        {
            logits[c] = c < allowed.Length && allowed[c] ? MathF.Exp(logits[c] - max) : 0;
            sum += logits[c];
        }

        for (var c = 0; c < allowed.Length; c++)
        {
            logits[c] /= sum;
        }
    }
}
