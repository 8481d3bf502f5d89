using Checklists.Catalogue;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Regions;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>The county's page: this week's run, its start, the list in force, earlier runs.</summary>
public sealed class CountyModel(RunView runs, WeeklyCompliance compliance, CatalogueStore catalogues, RegionDirectory regions) : ViewerPage
{
    public Region County { get; private set; } = null!;

    public string Week { get; private set; } = "";

    public RunResult? Current { get; private set; }

    /// <summary>The newest run, while this week has none yet.</summary>
    public RunResult? Earlier { get; private set; }

    public IReadOnlyList<ComplianceRun> Runs { get; private set; } = [];

    public CatalogueVersion Catalogue { get; private set; } = null!;

    public bool MayStart => AccessRules.MayStartRun(Viewer);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Somebody of a township has a county too, but its page is not theirs.
        if (await regions.FindAsync(Viewer, AccessRules.CountyOf(Viewer.RegionCode), RegionLevel.County, ct) is not { } county)
        {
            return NotFound();
        }

        County = county;
        Week = compliance.CurrentWeek.ToString();
        Current = await runs.FindAsync(county.Code, Week, county.Code, ct);
        Runs = await runs.OfCountyAsync(county.Code, ct);
        Earlier = Current is null && Runs.Count > 0 ? await runs.FindAsync(county.Code, Runs[0].Week, county.Code, ct) : null;
        Catalogue = await catalogues.CurrentAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayStart)
        {
            return NotFound();
        }

        var start = await compliance.StartAsync(null, Viewer.UserName, ct);
        Announce(start.AlreadySealed ? "本周核对已经封存，没有重新核对。" : start.Created ? "本周核对已启动，进度会自动更新。" : "本周核对正在进行，没有重复启动。");
        return RedirectToPage();
    }
}
