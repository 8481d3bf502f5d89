using Checklists.Matching.Indexing;

namespace Checklists.Matching.Lexicon;

/// <summary>Finds all of many phrases in one pass over a text.</summary>
internal sealed class PhraseTrie
{
    private readonly NgramTable _children = new();
    private readonly List<int> _phraseAt = [-1];
    private readonly List<string> _phrases = [];
    private readonly bool[] _starts = new bool[65536];

    /// <summary>Number of phrases.</summary>
    public int Count => _phrases.Count;

    /// <summary>The phrase with this id.</summary>
    public string this[int id] => _phrases[id];

    /// <summary>Adds a phrase and returns its id; the same phrase keeps its id.</summary>
    public int Add(string phrase)
    {
        var node = 0;
        _starts[phrase[0]] = true;
        foreach (var c in phrase)
        {
            // The root is node 0, so the table's numbers stand for the nodes from 1 on.
            node = _children.Add(Key(node, c)) + 1;
            if (node == _phraseAt.Count)
            {
                _phraseAt.Add(-1);
            }
        }

        if (_phraseAt[node] < 0)
        {
            _phraseAt[node] = _phrases.Count;
            _phrases.Add(phrase);
        }

        return _phraseAt[node];
    }

    /// <summary>Adds every occurrence to <paramref name="hits"/>, by start, shorter first.</summary>
    public void Scan(ReadOnlySpan<char> text, List<PhraseHit> hits)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!_starts[text[start]])
            {
                continue;
            }

            var node = 0;
            for (var i = start; i < text.Length && (node = _children.Find(Key(node, text[i])) + 1) > 0; i++)
            {
                if (_phraseAt[node] >= 0)
                {
                    hits.Add(new PhraseHit(_phraseAt[node], start, i + 1 - start));
                }
            }
        }
    }

    private static ulong Key(int node, char c) => ((ulong)node << 16) | c;
}

/// <summary>An occurrence of a phrase: <paramref name="Id"/> of the phrase, where it starts, how long it is.</summary>
internal readonly record struct PhraseHit(int Id, int Start, int Length)
{
    public int End => Start + Length;
}
