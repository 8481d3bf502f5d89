using System.Globalization;
using System.Text;

namespace Checklists.Submissions.Reading;

/// <summary>Cleans a sender's text without changing a word of it.</summary>
internal static class Wording
{
    /// <summary>
    /// Takes out characters nobody sees (control, direction and zero-width characters: they can make a text read otherwise than it is
    /// stored) and blanks at both ends; line breaks stay, because they separate tasks.
    /// </summary>
    public static string Clean(string text, out bool removedInvisible)
    {
        var kept = new StringBuilder(text.Length);
        removedInvisible = false;
        foreach (var c in text)
        {
            if (IsInvisible(c))
            {
                removedInvisible = true;
            }
            else
            {
                kept.Append(c == '\t' ? ' ' : c);
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>Whether there is anything in it that can be read as words.</summary>
    public static bool HasLetters(string text) => text.EnumerateRunes().Any(Rune.IsLetter);

    private static bool IsInvisible(char c) =>
        c is not ('\n' or '\t')
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format;
}
