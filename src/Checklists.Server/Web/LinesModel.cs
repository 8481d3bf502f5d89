using Checklists.Matching;
using Checklists.Submissions;

namespace Checklists.Server.Web;

/// <summary>A list's lines as they are shown, all or those with one verdict.</summary>
/// <param name="List">The list.</param>
/// <param name="Verdict">Only lines with this verdict; <c>null</c> for all.</param>
/// <param name="Address">The page that shows them, for the filter's links.</param>
public sealed record LinesModel(VillageList List, VerdictKind? Verdict, string Address)
{
    /// <summary>The lines to show.</summary>
    public IEnumerable<ListedLine> Shown => Verdict is { } only ? List.Lines.Where(l => l.Current?.Verdict == only) : List.Lines;
}
