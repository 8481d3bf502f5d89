namespace Checklists.Matching.Learning;

/// <summary>A seeded sequence, so that training repeats exactly; not for secrets.</summary>
internal sealed class XorShift(uint seed)
{
    private uint _state = seed == 0 ? 1 : seed;

    public uint Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }

    public float NextSingle() => (Next() >> 8) / 16777216f;

    public void Shuffle(int[] values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = (int)(Next() % (uint)(i + 1));
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
