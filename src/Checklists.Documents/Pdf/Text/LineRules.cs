using System.Collections.Frozen;

namespace Checklists.Documents.Pdf.Text;

/// <summary>Where a Chinese line may break (避头尾) and which punctuation may be squeezed. Pure.</summary>
internal static class LineRules
{
    private static readonly FrozenSet<int> Opening = Set("（《〈「『【〔〖“‘([{｛［￥$¥");
    private static readonly FrozenSet<int> Closing = Set("）》〉」』】〕〗”’)]}｝］，。、；：！？,.;:!?．");
    private static readonly FrozenSet<int> NotAtLineStart = Set("·…—～％%‰℃°々ー");
    private static readonly FrozenSet<int> Pairs = Set("—…");
    private static readonly FrozenSet<int> Measures = Set("年月日时分秒项个件条章款号家户名人位份期次村组区天周元万亿％%℃");
    private static readonly FrozenSet<int> OrdinalPrefixes = Set("第共近约");

    // The ink of these stands in one half of the square; the other half is blank and may be given up.
    private static readonly FrozenSet<int> BlankBehind = Set("）》〉」』】〕〗”’，。、；：！？．");
    private static readonly FrozenSet<int> BlankBefore = Set("（《〈「『【〔〖“‘");

    /// <summary>Whether a line may end between two neighbours.</summary>
    public static bool MayBreakBetween(int before, int after)
    {
        if (after == ' ' || Closing.Contains(after) || NotAtLineStart.Contains(after) || Opening.Contains(before))
        {
            return false;
        }

        if (before == ' ')
        {
            return true;
        }

        return !IsOneWord(before, after) && !IsNumberWithMeasure(before, after);
    }

    /// <summary>Whether two neighbours belong to one word, number or dash: never parted, never spread.</summary>
    public static bool IsOneWord(int before, int after) =>
        (IsWordPart(before) && IsWordPart(after)) || (before == after && Pairs.Contains(before));

    /// <summary>Ems by which the first of two neighbours is always narrowed: 标点挤压.</summary>
    public static float SqueezeBetween(Glyph before, Glyph after)
    {
        if (!before.IsFullWidth || !after.IsFullWidth)
        {
            return 0;
        }

        bool closed = BlankBehind.Contains(before.CodePoint);
        bool opensNext = BlankBefore.Contains(after.CodePoint);
        bool squeezed = (closed && (opensNext || BlankBehind.Contains(after.CodePoint)))
            || (BlankBefore.Contains(before.CodePoint) && opensNext);
        return squeezed ? 0.5f : 0;
    }

    /// <summary>Whether the back half of the square is blank, to be given up at a line's end or where a line is too full.</summary>
    public static bool HasBlankBehind(Glyph glyph) => glyph.IsFullWidth && BlankBehind.Contains(glyph.CodePoint);

    private static bool IsNumberWithMeasure(int before, int after) =>
        (IsDigit(before) && Measures.Contains(after)) || (OrdinalPrefixes.Contains(before) && IsDigit(after));

    private static bool IsWordPart(int point) =>
        point < 0x2000 && point != ' ' && (point > 0x7F || char.IsLetterOrDigit((char)point) || "-_/.,:@#&+=%?~'\"*".Contains((char)point));

    private static bool IsDigit(int point) => point is >= '0' and <= '9';

    private static FrozenSet<int> Set(string characters) => characters.EnumerateRunes().Select(rune => rune.Value).ToFrozenSet();
}
