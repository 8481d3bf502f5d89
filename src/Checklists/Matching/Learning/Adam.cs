namespace Checklists.Matching.Learning;

/// <summary>The Adam step for a small dense vector.</summary>
internal sealed class Adam(int length)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private readonly float[] _mean = new float[length];
    private readonly float[] _square = new float[length];
    private int _steps;

    /// <summary>Moves <paramref name="weights"/> against <paramref name="gradient"/>, shrinking them towards nought.</summary>
    public void Step(float[] weights, float[] gradient, float rate, float shrinkage)
    {
        _steps++;
        var correction1 = 1 - MathF.Pow(Beta1, _steps);
        var correction2 = 1 - MathF.Pow(Beta2, _steps);
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradient[i] + (shrinkage * weights[i]);
            _mean[i] = (Beta1 * _mean[i]) + ((1 - Beta1) * g);
            _square[i] = (Beta2 * _square[i]) + ((1 - Beta2) * g * g);
            weights[i] -= rate * (_mean[i] / correction1) / (MathF.Sqrt(_square[i] / correction2) + 1e-8f);
        }
    }
}
