using Checklists.Matching.Text;

namespace Checklists.Matching.Indexing;

/// <summary>Packs up to three folded characters (or syllables) into one key; never zero.</summary>
internal static class Ngram
{
    private const ulong SyllableMark = 1UL << 62;

    public static ulong Of(char a) => a;

    public static ulong Of(char a, char b) => ((ulong)a << 16) | b;

    public static ulong Of(char a, char b, char c) => ((ulong)a << 32) | ((ulong)b << 16) | c;

    public static ulong OfSyllables(int a, int b) => SyllableMark | ((ulong)a << 16) | (uint)b;

    /// <summary>The key of one to three characters.</summary>
    public static ulong Of(string text) => text.Length switch
    {
        1 => Of(text[0]),
        2 => Of(text[0], text[1]),
        _ => Of(text[0], text[1], text[2]),
    };

    /// <summary>The characters of a key, for explanations; empty for syllables.</summary>
    public static string Text(ulong key)
    {
        if (key >= SyllableMark)
        {
            return string.Empty;
        }

        var (a, b, c) = ((char)(key >> 32), (char)(key >> 16), (char)key);
        return a != 0 ? new string([a, b, c]) : b != 0 ? new string([b, c]) : c.ToString();
    }

    /// <summary>Writes the unigrams and bigrams of a normalised text; none spans a separator.</summary>
    public static int UnigramsAndBigrams(ReadOnlySpan<char> text, Span<ulong> keys)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (CharacterFolding.IsSeparator(text[i]))
            {
                continue;
            }

            keys[count++] = Of(text[i]);
            if (i + 1 < text.Length && !CharacterFolding.IsSeparator(text[i + 1]))
            {
                keys[count++] = Of(text[i], text[i + 1]);
            }
        }

        return count;
    }

    /// <summary>Writes the uni-, bi- and trigrams of a normalised text; none spans a separator.</summary>
    public static int UpToTrigrams(ReadOnlySpan<char> text, Span<ulong> keys)
    {
        var count = UnigramsAndBigrams(text, keys);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (!CharacterFolding.IsSeparator(text[i]) && !CharacterFolding.IsSeparator(text[i + 1]) && !CharacterFolding.IsSeparator(text[i + 2]))
            {
                keys[count++] = Of(text[i], text[i + 1], text[i + 2]);
            }
        }

        return count;
    }
}
