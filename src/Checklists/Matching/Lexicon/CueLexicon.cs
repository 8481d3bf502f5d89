namespace Checklists.Matching.Lexicon;

/// <summary>A role word or pattern found in a line.</summary>
/// <param name="Class">What it says.</param>
/// <param name="Weight">How plainly it says it, 0..1.</param>
/// <param name="Start">Where it starts in the normalised line.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Cue(CueClass Class, float Weight, int Start, int End);

/// <summary>Finds role words and gap patterns (<c>签~责任书</c>) in one pass.</summary>
internal sealed class CueLexicon
{
    /// <summary>Number of cue classes.</summary>
    public static readonly int ClassCount = Enum.GetValues<CueClass>().Length;

    private const int MaxGap = 10;
    private readonly PhraseTrie _trie = new();
    private readonly List<(CueClass Class, float Weight)?> _cueOf = [];
    private readonly Dictionary<int, List<(int Pattern, int Piece)>> _piecesOf = [];
    private readonly List<Pattern> _patterns = [];

    private sealed record Pattern(int Pieces, CueClass Class, float Weight);

    /// <summary>Builds the lexicon from its rows.</summary>
    public static CueLexicon Build(IEnumerable<CueRow> rows)
    {
        var lexicon = new CueLexicon();
        foreach (var row in rows)
        {
            if (row.Pieces.Count == 1 && row.Pieces[0].Length == 1)
            {
                lexicon.AddPhrase(row.Pieces[0][0], row.Class, row.Weight);
            }
            else
            {
                lexicon.AddPattern(row.Pieces, row.Class, row.Weight);
            }
        }

        return lexicon;
    }

    private void AddPhrase(string phrase, CueClass cueClass, float weight)
    {
        var id = Intern(phrase);
        if (_cueOf[id] is not { } known || known.Weight < weight)
        {
            _cueOf[id] = (cueClass, weight);
        }
    }

    // A gap pattern: one list of alternatives per piece, in order.
    private void AddPattern(IReadOnlyList<string[]> pieces, CueClass cueClass, float weight)
    {
        var pattern = _patterns.Count;
        _patterns.Add(new Pattern(pieces.Count, cueClass, weight));
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            foreach (var alternative in pieces[piece])
            {
                var id = Intern(alternative);
                _piecesOf.TryAdd(id, []);
                _piecesOf[id].Add((pattern, piece));
            }
        }
    }

    /// <summary>Adds all cues of <paramref name="text"/> to <paramref name="cues"/>; a longer role word hides the shorter ones inside it.</summary>
    public void Scan(ReadOnlySpan<char> text, List<PhraseHit> hits, List<Cue> cues)
    {
        hits.Clear();
        _trie.Scan(text, hits);
        AddPhrases(hits, cues);
        foreach (var hit in hits)
        {
            if (!_piecesOf.TryGetValue(hit.Id, out var pieces))
            {
                continue;
            }

            foreach (var (pattern, piece) in pieces)
            {
                if (piece == 0)
                {
                    Complete(text, hits, pattern, hit, cues);
                }
            }
        }
    }

    private void AddPhrases(List<PhraseHit> hits, List<Cue> cues)
    {
        var covered = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            // Hits of one start come shorter first, so the last one that is a cue is the longest.
            var longest = -1;
            var start = hits[i].Start;
            for (; i < hits.Count && hits[i].Start == start; i++)
            {
                longest = _cueOf[hits[i].Id] is null ? longest : i;
            }

            i--;
            if (longest >= 0 && hits[longest].End > covered)
            {
                var (cueClass, weight) = _cueOf[hits[longest].Id]!.Value;
                cues.Add(new Cue(cueClass, weight, start, hits[longest].End));
                covered = hits[longest].End;
            }
        }
    }

    private void Complete(ReadOnlySpan<char> text, List<PhraseHit> hits, int pattern, PhraseHit first, List<Cue> cues)
    {
        var end = first.End;
        for (var piece = 1; piece < _patterns[pattern].Pieces; piece++)
        {
            end = NextPiece(text, hits, pattern, piece, end);
            if (end < 0)
            {
                return;
            }
        }

        cues.Add(new Cue(_patterns[pattern].Class, _patterns[pattern].Weight, first.Start, end));
    }

    private int NextPiece(ReadOnlySpan<char> text, List<PhraseHit> hits, int pattern, int piece, int from)
    {
        foreach (var hit in hits)
        {
            if (hit.Start < from || hit.Start > from + MaxGap || !_piecesOf.TryGetValue(hit.Id, out var pieces))
            {
                continue;
            }

            foreach (var candidate in pieces)
            {
                if (candidate.Pattern == pattern && candidate.Piece == piece && !text[from..hit.Start].Contains(';'))
                {
                    return hit.End;
                }
            }
        }

        return -1;
    }

    private int Intern(string phrase)
    {
        var id = _trie.Add(phrase);
        while (_cueOf.Count <= id)
        {
            _cueOf.Add(null);
        }

        return id;
    }
}
