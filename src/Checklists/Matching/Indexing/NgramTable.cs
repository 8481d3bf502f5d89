using System.Numerics;

namespace Checklists.Matching.Indexing;

/// <summary>Maps packed n-grams to dense ids: open addressing, read-only once filled, no allocation on look-up.</summary>
internal sealed class NgramTable
{
    private ulong[] _keys;
    private int[] _ids;
    private int _mask;

    public NgramTable(int expected = 1024)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, expected * 2));
        _keys = new ulong[size];
        _ids = new int[size];
        _mask = size - 1;
    }

    /// <summary>Number of n-grams; ids run from 0 to one less.</summary>
    public int Count { get; private set; }

    /// <summary>The id of an n-gram, or -1.</summary>
    public int Find(ulong key)
    {
        for (var slot = Slot(key); _keys[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_keys[slot] == key)
            {
                return _ids[slot];
            }
        }

        return -1;
    }

    /// <summary>The id of an n-gram, a new one if it is not known.</summary>
    public int Add(ulong key)
    {
        var slot = Slot(key);
        for (; _keys[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_keys[slot] == key)
            {
                return _ids[slot];
            }
        }

        if (Count * 2 >= _keys.Length)
        {
            Grow();
            return Add(key);
        }

        _keys[slot] = key;
        _ids[slot] = Count;
        return Count++;
    }

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> 32) & _mask;

    private void Grow()
    {
        var (keys, ids) = (_keys, _ids);
        _keys = new ulong[keys.Length * 2];
        _ids = new int[keys.Length * 2];
        _mask = _keys.Length - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0)
            {
                continue;
            }

            var slot = Slot(keys[i]);
            while (_keys[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _keys[slot] = keys[i];
            _ids[slot] = ids[i];
        }
    }
}
