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
        // "=?" begins an encoded word: a reader would decode what stands behind it into something nobody wrote.
        foreach (var rune in text.Replace("=?", "＝?", StringComparison.Ordinal).EnumerateRunes())
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

    /// <summary>Several lines: line breaks, tabs and blanks stay as they are.</summary>
    public static string Body(string text)
    {
        var body = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsHidden(rune))
            {
                body.Append(rune.ToString());
            }
        }

        return body.ToString();
    }

    /// <summary>A name that is a file name everywhere: one line, no path, none of the characters that Windows forbids.</summary>
    public static string FileName(string text, int maxLength = 120)
    {
        var name = string.Concat(Line(text, 2000).Select(c => "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim(' ', '.');
        var extension = Path.GetExtension(name);
        if (name.Length > maxLength && extension.Length < 10)
        {
            name = Line(Path.GetFileNameWithoutExtension(name), maxLength - extension.Length) + extension;
        }

        return name.Length == 0 ? "未命名" : Line(name, maxLength + 1);
    }

    /// <summary>Every character outside printable ASCII as U+XXXX: for an address that must be shown exactly as it was given.</summary>
    public static string Exact(string text, int maxLength)
    {
        var exact = new StringBuilder();
        foreach (var c in text)
        {
            exact.Append(c is > ' ' and < '\u007F' ? c.ToString() : $"[U+{(int)c:X4}]");
            if (exact.Length >= maxLength)
            {
                return exact.ToString(0, maxLength - 1) + "…";
            }
        }

        return exact.ToString();
    }

    // Cf holds the bidirectional overrides (U+202E …), zero-width characters and the soft hyphen; U+FFFD stands for half surrogates.
    private static bool IsHidden(Rune rune) =>
        rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
