namespace Checklists.Submissions.Reading;

/// <summary>
/// 涉密不上网: tells classification marks from ordinary words. 换届“秘密写票处” and “内部矛盾” are ordinary; a mark stands alone, in
/// brackets at an end of the text, or before a star.
/// </summary>
internal static class SecrecyRule
{
    /// <summary>The mark that a text bears, or <c>null</c>.</summary>
    public static string? MarkIn(string text, ColumnMap map)
    {
        var narrow = HeaderName.Narrow(text);
        return map.SecrecyMarks.FirstOrDefault(mark => narrow == mark || IsBracketed(narrow, mark) || IsStarred(narrow, mark));
    }

    /// <summary>Whether an entry of a 密级 column keeps the line off the net.</summary>
    public static bool IsClassified(string level, ColumnMap map) => !map.PublicMarks.Contains(HeaderName.Narrow(level));

    private static bool IsBracketed(string text, string mark) =>
        text.StartsWith($"({mark})", StringComparison.Ordinal) || text.EndsWith($"({mark})", StringComparison.Ordinal)
        || text.StartsWith($"[{mark}]", StringComparison.Ordinal) || text.EndsWith($"[{mark}]", StringComparison.Ordinal)
        || text.StartsWith($"【{mark}】", StringComparison.Ordinal) || text.EndsWith($"【{mark}】", StringComparison.Ordinal)
        || text.StartsWith(mark + ":", StringComparison.Ordinal);

    private static bool IsStarred(string text, string mark) =>
        text.Contains(mark + "★", StringComparison.Ordinal) || text.Contains(mark + "☆", StringComparison.Ordinal);
}
