using Checklists.Catalogue;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>One item of the list in force.</summary>
public sealed class CatalogueItemModel(CatalogueStore catalogues) : ViewerPage
{
    public CatalogueVersion Catalogue { get; private set; } = null!;

    public CatalogueItem Item { get; private set; } = null!;

    public IReadOnlyList<CatalogueItem> Contrast { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        Catalogue = await catalogues.CurrentAsync(ct);
        if (Catalogue.Find(code) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        Contrast = [.. item.Contrast.Select(Catalogue.Find).OfType<CatalogueItem>()];
        return Page();
    }
}
