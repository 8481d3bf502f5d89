namespace Checklists.Matching.Text;

/// <summary>Brings a village's own words into the form that is compared: see <see cref="CharacterFolding"/>, plus numbering and frequent misspellings.</summary>
internal sealed class WordingNormalizer
{
    /// <summary>Longest text looked at, in folded characters; what lies beyond is left to a person.</summary>
    public const int MaxLength = 1000;

    private const int MaxNumbering = 4;
    private readonly CharacterFolding _folding;
    private readonly Dictionary<char, (string From, string To)[]> _confusions;

    public WordingNormalizer(CharacterFolding folding, IEnumerable<KeyValuePair<string, string>> confusions)
    {
        _folding = folding;
        // A misspelling that changes the length would shift every later position; the files hold none.
        _confusions = confusions
            .Where(p => p.Key.Length == p.Value.Length)
            .GroupBy(p => p.Key[0])
            .ToDictionary(g => g.Key, g => g.Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Key.Length).ToArray());
    }

    /// <summary>The normaliser that follows the lexicon.</summary>
    public static WordingNormalizer For(MatchingData data) => new(new CharacterFolding(data.Simplified), data.Confusions);

    /// <summary>Folds <paramref name="text"/> into <paramref name="buffer"/>.</summary>
    /// <param name="text">A village's own words.</param>
    /// <param name="buffer">At least <see cref="MaxLength"/> characters.</param>
    /// <param name="origins">For each character written, where in <paramref name="text"/> it comes from.</param>
    /// <param name="truncated">Whether the text goes on beyond what is looked at.</param>
    /// <returns>The number of characters written; separators are single and never first or last.</returns>
    public int Normalize(ReadOnlySpan<char> text, Span<char> buffer, Span<int> origins, out bool truncated)
    {
        var length = Fold(text, buffer, origins, out truncated);
        var start = Numbering(buffer[..length]);
        if (start > 0)
        {
            buffer[start..length].CopyTo(buffer);
            origins[start..length].CopyTo(origins);
            length -= start;
        }

        while (length > 0 && CharacterFolding.IsSeparator(buffer[length - 1]))
        {
            length--;
        }

        Correct(buffer[..length]);
        return length;
    }

    /// <summary>The normalised form as a string.</summary>
    public string Normalize(string text)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        Span<int> origins = stackalloc int[MaxLength];
        return new string(buffer[..Normalize(text, buffer, origins, out _)]);
    }

    private int Fold(ReadOnlySpan<char> text, Span<char> buffer, Span<int> origins, out bool truncated)
    {
        var length = 0;
        truncated = false;
        for (var i = 0; i < text.Length; i++)
        {
            var folded = _folding[text[i]];
            if (folded == CharacterFolding.None)
            {
                continue;
            }

            var last = length > 0 ? buffer[length - 1] : CharacterFolding.Soft;
            if (CharacterFolding.IsSeparator(folded) && CharacterFolding.IsSeparator(last))
            {
                // The stronger of two neighbouring separators stays.
                if (length > 0 && folded == CharacterFolding.Strong)
                {
                    buffer[length - 1] = folded;
                }

                continue;
            }

            if (folded == CharacterFolding.Digits && last == CharacterFolding.Digits)
            {
                continue;
            }

            if (length == MaxLength)
            {
                truncated = true;
                break;
            }

            origins[length] = i;
            buffer[length++] = folded;
        }

        return length;
    }

    // "（三）", "9.", "一、", "第二：" and the year in front of a line say nothing of the duty.
    private static int Numbering(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var next = text[start] == '第' ? start + 1 : start;
            while (next < text.Length && next - start < MaxNumbering && IsNumeral(text[next]))
            {
                next++;
            }

            var ends = next > start && next < text.Length && (CharacterFolding.IsSeparator(text[next]) || IsYear(text, start, next));
            if (!ends)
            {
                break;
            }

            start = next + 1;
            while (start < text.Length && CharacterFolding.IsSeparator(text[start]))
            {
                start++;
            }
        }

        return start < text.Length ? start : 0;
    }

    private static bool IsYear(ReadOnlySpan<char> buffer, int start, int next) =>
        buffer[start] == CharacterFolding.Digits && buffer[next] == '年' && next == start + 1;

    private static bool IsNumeral(char c) => c == CharacterFolding.Digits || "一二三四五六七八九十".Contains(c);

    private void Correct(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!_confusions.TryGetValue(text[i], out var candidates))
            {
                continue;
            }

            foreach (var (from, to) in candidates)
            {
                if (text[i..].StartsWith(from))
                {
                    to.CopyTo(text[i..]);
                    break;
                }
            }
        }
    }
}
