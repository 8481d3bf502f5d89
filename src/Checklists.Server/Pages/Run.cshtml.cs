using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Regions;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>One run of the county, running or sealed.</summary>
public sealed class RunModel(RunView runs, RegionDirectory regions) : ViewerPage
{
    public RunResult Result { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string week, CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, AccessRules.CountyOf(Viewer.RegionCode), RegionLevel.County, ct) is not { } county
            || await runs.FindAsync(county.Code, week, county.Code, ct) is not { } result)
        {
            return NotFound();
        }

        Result = result;
        // A poll asks for the changing part only.
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_Run", result) : Page();
    }
}
