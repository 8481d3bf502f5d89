using Checklists.Catalogue;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>The provincial list in force: browse and search.</summary>
public sealed class CatalogueModel(CatalogueStore catalogues) : ViewerPage
{
    private const int Limit = 100;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public DutyKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DutyCategory? Category { get; set; }

    public CatalogueVersion Catalogue { get; private set; } = null!;

    public IReadOnlyList<CatalogueItem> Items { get; private set; } = [];

    public int Shown => Math.Min(Limit, Items.Count);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Catalogue = await catalogues.CurrentAsync(ct);
        var words = (Q ?? "").Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        Items = [.. Catalogue.Items
            .Where(i => (Kind is null || i.Kind == Kind) && (Category is null || i.Category == Category) && words.All(w => Holds(i, w)))
            .OrderBy(i => words.Length > 0 && !words.All(w => i.Title.Contains(w, StringComparison.OrdinalIgnoreCase)))];
    }

    private static bool Holds(CatalogueItem item, string word) =>
        item.Code.Equals(word, StringComparison.OrdinalIgnoreCase)
        || item.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.Description.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.Domain.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.LeadDepartment.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.Keywords.Any(k => k.Contains(word, StringComparison.OrdinalIgnoreCase));
}
