using System.Text;

namespace Checklists.Matching.Text;

/// <summary>
/// Folds each character to the one form that matching sees: half width, lower case, simplified, digits as one sign,
/// every kind of punctuation as one of three separators, everything else dropped.
/// </summary>
internal sealed class CharacterFolding
{
    /// <summary>A dropped character.</summary>
    public const char None = '\0';

    /// <summary>Ends a sentence or an enumerated point: the tasks on both sides are told apart.</summary>
    public const char Strong = ';';

    /// <summary>A comma, a blank, a bracket.</summary>
    public const char Soft = ',';

    /// <summary>、 and the signs used like it.</summary>
    public const char Listing = '、';

    /// <summary>Stands for any run of digits.</summary>
    public const char Digits = '0';

    private readonly char[] _map = new char[65536];

    public CharacterFolding(IEnumerable<KeyValuePair<char, char>> simplified)
    {
        FoldLetters();
        FoldCompatibility();
        Assign("；。！？;!?\n\r…", Strong);
        Assign("，,：: \t\u3000\u00a0()（）[]［］【】〔〕{}<>《》〈〉—|｜·•*★☆.．~～→=", Soft);
        Assign("、+＋/／&＆", Listing);
        Assign("%％", '%');
        for (var c = '①'; c <= '⒛'; c++)
        {
            _map[c] = Strong;
        }

        foreach (var pair in simplified)
        {
            _map[pair.Key] = _map[pair.Value];
        }
    }

    public char this[char c] => _map[c];

    /// <summary>Whether a folded character separates.</summary>
    public static bool IsSeparator(char folded) => folded is Strong or Soft or Listing;

    private void FoldLetters()
    {
        for (var c = '\u3400'; c <= '\u9fff'; c++)
        {
            _map[c] = c;
        }

        for (var c = 'a'; c <= 'z'; c++)
        {
            _map[c] = c;
            _map[char.ToUpperInvariant(c)] = c;
        }

        for (var c = '0'; c <= '9'; c++)
        {
            _map[c] = Digits;
        }

        _map['〇'] = Digits;
        _map['×'] = '某';
    }

    // Only the blocks that hold compatibility forms: asking for the whole plane costs 20 ms at each start.
    private void FoldCompatibility()
    {
        foreach (var (from, to) in ((char, char)[])[('\u2460', '\u33ff'), ('\uf900', '\ufaff'), ('\uff00', '\uffef')])
        {
            for (var c = from; c <= to; c++)
            {
                var folded = c.ToString().Normalize(NormalizationForm.FormKC);
                if (folded.Length == 1 && folded[0] != c)
                {
                    _map[c] = _map[folded[0]];
                }
            }
        }
    }

    private void Assign(string characters, char folded)
    {
        foreach (var c in characters)
        {
            _map[c] = folded;
        }
    }
}
