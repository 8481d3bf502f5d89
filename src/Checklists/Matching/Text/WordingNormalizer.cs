namespace Checklists.Matching.Text;

/// <summary>Brings a village's own words into the form that is compared: see <see cref="CharacterFolding"/>, plus numbering and frequent misspellings.</summary>
internal sealed class WordingNormalizer
{
    /// <summary>Longest text looked at, in folded characters; what lies beyond is left to a person.</summary>
    public const int MaxLength = 1000;

    private readonly CharacterFolding _folding;
    private readonly Dictionary<char, (string From, string To)[]> _confusions;

    public WordingNormalizer(CharacterFolding folding, IEnumerable<KeyValuePair<string, string>> confusions)
    {
        _folding = folding;
        _confusions = confusions
            .GroupBy(p => p.Key[0])
            .ToDictionary(g => g.Key, g => g.Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Key.Length).ToArray());
    }

    /// <summary>Folds <paramref name="text"/> into <paramref name="buffer"/>.</summary>
    /// <returns>The number of characters written; separators are single and never first or last.</returns>
    public int Normalize(ReadOnlySpan<char> text, Span<char> buffer, out bool truncated)
    {
        var length = Fold(text, buffer, out truncated);
        length = DropNumbering(buffer, length);
        length = Correct(buffer, length);
        while (length > 0 && CharacterFolding.IsSeparator(buffer[length - 1]))
        {
            length--;
        }

        return length;
    }

    /// <summary>The normalised form as a string.</summary>
    public string Normalize(string text)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        return new string(buffer[..Normalize(text, buffer, out _)]);
    }

    private int Fold(ReadOnlySpan<char> text, Span<char> buffer, out bool truncated)
    {
        var length = 0;
        truncated = false;
        foreach (var c in text)
        {
            var folded = _folding[c];
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

            if (length == MaxLength || length == buffer.Length)
            {
                truncated = true;
                break;
            }

            buffer[length++] = folded;
        }

        return length;
    }

    // "（三）", "9.", "一、", "第二：" and the year in front of a line say nothing of the duty.
    private static int DropNumbering(Span<char> buffer, int length)
    {
        var start = 0;
        while (start < length)
        {
            var next = start;
            if (buffer[next] == '第')
            {
                next++;
            }

            while (next < length && next - start < 4 && IsNumeral(buffer[next]))
            {
                next++;
            }

            var ends = next > start && next < length && (CharacterFolding.IsSeparator(buffer[next]) || IsYear(buffer, start, next));
            if (!ends)
            {
                break;
            }

            start = next + 1;
            while (start < length && CharacterFolding.IsSeparator(buffer[start]))
            {
                start++;
            }
        }

        if (start == 0 || start >= length)
        {
            return length;
        }

        buffer[start..length].CopyTo(buffer);
        return length - start;
    }

    private static bool IsYear(ReadOnlySpan<char> buffer, int start, int next) =>
        buffer[start] == CharacterFolding.Digits && buffer[next] == '年' && next == start + 1;

    private static bool IsNumeral(char c) => c == CharacterFolding.Digits || "一二三四五六七八九十".Contains(c);

    private int Correct(Span<char> buffer, int length)
    {
        if (_confusions.Count == 0)
        {
            return length;
        }

        for (var i = 0; i < length; i++)
        {
            if (!_confusions.TryGetValue(buffer[i], out var candidates))
            {
                continue;
            }

            foreach (var (from, to) in candidates)
            {
                if (from.Length == to.Length && buffer[i..length].StartsWith(from))
                {
                    to.CopyTo(buffer[i..]);
                    break;
                }
            }
        }

        return length;
    }
}
