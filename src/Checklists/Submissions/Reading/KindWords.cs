using Checklists.Catalogue;

namespace Checklists.Submissions.Reading;

/// <summary>Tells duties, signboards and proofs apart by what a category, sheet name or title says.</summary>
internal static class KindWords
{
    /// <summary>The kind a category names; <c>null</c> when it names none of them (民生服务, 室外 …).</summary>
    public static DutyKind? OfCategory(string text, ColumnMap map) =>
        HeaderName.Narrow(text) switch
        {
            var t when Names(t, map.SignboardWords) => DutyKind.Signboard,
            var t when Names(t, map.ProofWords) => DutyKind.Proof,
            var t when Names(t, map.DutyWords) => DutyKind.Duty,
            _ => null,
        };

    /// <summary>The kind a sheet name or title names; <c>null</c> when it names none or several.</summary>
    public static DutyKind? OfTitle(string text, ColumnMap map)
    {
        var narrow = HeaderName.Narrow(text);
        return (Names(narrow, map.SignboardWords), Names(narrow, map.ProofWords)) switch
        {
            (true, false) => DutyKind.Signboard,
            (false, true) => DutyKind.Proof,
            _ => null,
        };
    }

    private static bool Names(string text, IReadOnlyList<string> words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
