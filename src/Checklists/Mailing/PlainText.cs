using System.Globalization;
using System.Text;

namespace Checklists.Mailing;

/// <summary>Makes text from outside safe for a mail: no control, bidirectional or invisible characters, no half surrogates.</summary>
public static class PlainText
{
    /// <summary>One line: line breaks of any kind and runs of white space become one space; at most <paramref name="maxLength"/> characters, cut with ….</summary>
    public static string Line(string text, int maxLength = 200)
    {
        var line = new StringBuilder(Math.Min(text.Length, maxLength));
        var gap = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\n' or '\r' or 0x2028 or 0x2029 or 0x85)
            {
                gap = line.Length > 0;
                continue;
            }

            if (IsHidden(rune))
            {
                continue;
            }

            if (line.Length + (gap ? 1 : 0) + rune.Utf16SequenceLength >= maxLength)
            {
                return line.Append('…').ToString();
            }

            line.Append(gap ? " " : "").Append(rune.ToString());
            gap = false;
        }

        return line.ToString();
    }

    /// <summary>Several lines: the same, but line breaks stay.</summary>
    public static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => Line(l, 2000)));

    // Cf holds the bidirectional overrides (U+202E …), zero-width characters and the soft hyphen; U+FFFD stands for half surrogates.
    private static bool IsHidden(Rune rune) =>
        rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
