using System.Security.Cryptography;
using System.Text;

namespace Checklists.Seeds;

/// <summary>Random choices that are the same on every machine: SplitMix64, seeded by a word.</summary>
internal sealed class Dice
{
    private ulong _state;

    public Dice(string seed) => _state = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes("Checklists/2026/" + seed)));

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }

    /// <summary>A number within both ends.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the given.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>One of the given, by weight.</summary>
    public T Pick<T>(IReadOnlyList<(T Value, int Weight)> from)
    {
        var at = Below(from.Sum(f => f.Weight));
        foreach (var (value, weight) in from)
        {
            if ((at -= weight) < 0)
            {
                return value;
            }
        }

        throw new InvalidOperationException("The weights sum to nothing.");
    }

    /// <summary>Puts a list in random order.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }
}
