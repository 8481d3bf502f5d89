using System.Text;
using System.Text.RegularExpressions;

namespace Checklists.Submissions.Reading;

/// <summary>Brings headings, labels and answers to one form so that spaces, width, brackets and asterisks do not matter.</summary>
internal static partial class HeaderName
{
    /// <summary>Width, case, spaces and punctuation out; what stands in brackets too, unless nothing else is left.</summary>
    public static string Normalise(string text)
    {
        var narrow = Narrow(text);
        var bare = Letters(Bracketed().Replace(narrow, string.Empty));
        return bare.Length > 0 ? bare : Letters(narrow);
    }

    /// <summary>As <see cref="Normalise"/>, and a leading number such as 一、（二） 3. ④ goes too.</summary>
    public static string WithoutNumbering(string text) => Normalise(Numbering().Replace(text.Trim(), string.Empty));

    /// <summary>Full-width forms to half-width ones, line breaks to spaces.</summary>
    public static string Narrow(string text) => text.Normalize(NormalizationForm.FormKC).Trim();

    private static string Letters(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '√' or '×' or '✓' or '✗' or '✔' or '✘' or '○')
            {
                kept.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(第?[一二三四五六七八九十]+(部分|[、.．:：])|[（(][一二三四五六七八九十\d]+[)）]|\d+\s*[、.．)）]|[\u2460-\u2473\u2474-\u249B\u3220-\u3229])\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbering();
}
