using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>The villages of a township with where each stands, by code.</summary>
public sealed class TownshipVillagesModel(TownshipDesk desk, RegionDirectory regions) : TownshipPage(regions)
{
    public IReadOnlyList<VillageState> Villages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        Villages = await desk.VillagesAsync(code, ct);
        return Page();
    }
}
