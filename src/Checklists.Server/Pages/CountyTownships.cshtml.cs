using Checklists.Identity;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>The county's townships with what lies in each, by code.</summary>
public sealed class CountyTownshipsModel(CountyDesk desk, RegionDirectory regions) : ViewerPage
{
    public Region County { get; private set; } = null!;

    public IReadOnlyList<TownshipState> Townships { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, AccessRules.CountyOf(Viewer.RegionCode), RegionLevel.County, ct) is not { } county)
        {
            return NotFound();
        }

        County = county;
        Townships = await desk.TownshipsAsync(county.Code, ct);
        return Page();
    }
}
