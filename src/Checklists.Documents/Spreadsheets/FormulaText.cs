using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Keeps foreign text from turning into a formula when a file of ours is opened in a spreadsheet program.</summary>
public static class FormulaText
{
    private const string Starts = "=+-@\t\r\0＝＋－＠";

    /// <summary>Whether a program might take the text for a formula; blanks before the sign do not help.</summary>
    public static bool IsRisky(string text)
    {
        if (text.Length > 0 && text[0] is '\t' or '\r' or '\0')
        {
            return true;
        }

        var trimmed = text.AsSpan().TrimStart();
        return trimmed.Length > 0 && Starts.Contains(trimmed[0], StringComparison.Ordinal);
    }

    /// <summary>The text without characters that XML cannot hold; lone surrogates go too.</summary>
    internal static string ForXml(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((rune.Value >= ' ' || rune.Value is '\n' or '\t') && rune.Value is not (0xFFFE or 0xFFFF) && rune != Rune.ReplacementChar)
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }
}
