using Checklists.Catalogue;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>Prohibited lines of a township's villages, by the department that assigned them.</summary>
public sealed class TownshipReturnedModel(TownshipDesk desk, CatalogueStore catalogues, RegionDirectory regions) : TownshipPage(regions)
{
    private CatalogueVersion? inForce;

    public IReadOnlyList<ReturnedLine> Lines { get; private set; } = [];

    public string? TitleOf(string code) => inForce?.Find(code)?.Title;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        inForce = await catalogues.CurrentAsync(ct);
        Lines = await desk.ReturnedAsync(code, ct);
        return Page();
    }
}
