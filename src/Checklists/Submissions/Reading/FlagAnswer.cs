using System.Buffers;

namespace Checklists.Submissions.Reading;

/// <summary>Reads an answer to a yes/no question.</summary>
/// <param name="Answer">是, 否, or <c>null</c> for not answered.</param>
/// <param name="Rest">What the cell says beyond the answer, for example 每周 in “是（每周）”.</param>
internal sealed record FlagAnswer(bool? Answer, string? Rest)
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create(",，、;；:：(（。 \n");

    /// <summary>Reads a cell; <c>null</c> when it is no answer.</summary>
    public static FlagAnswer? Read(string text, ColumnMap map)
    {
        var trimmed = text.Trim();
        if (map.TryAnswer(trimmed, out var whole) || trimmed is "/" or "／" or "—" or "-" or "——" or "－")
        {
            return new FlagAnswer(whole, Bracketed(trimmed));
        }

        var end = trimmed.AsSpan().IndexOfAny(Breaks);
        if (end > 0 && map.TryAnswer(trimmed[..end], out var first))
        {
            return new FlagAnswer(first, Rested(trimmed[end..]));
        }

        return null;
    }

    private static string? Bracketed(string text) => text.AsSpan().IndexOfAny(Breaks) is > 0 and var start ? Rested(text[start..]) : null;

    private static string? Rested(string text)
    {
        var rest = text.Trim().Trim(',', '，', '、', ';', '；', ':', '：', '(', '（', ')', '）', '。').Trim();
        return rest.Length == 0 ? null : rest;
    }
}
