using Checklists.Identity;
using Checklists.Matching;
using Checklists.Regions;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>One list, the standing one or an earlier one.</summary>
public sealed class ListModel(VillageListView lists, RegionDirectory regions) : ViewerPage
{
    public VillageList List { get; private set; } = null!;

    public string VillageName { get; private set; } = "";

    /// <summary>Only lines with this verdict are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public VerdictKind? Verdict { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await lists.VillageOfAsync(id, ct) is not { } village || !AccessRules.Sees(Viewer, village) || await lists.FindAsync(id, ct) is not { } list)
        {
            return NotFound();
        }

        List = list;
        VillageName = await regions.FullNameAsync(village, ct);
        return Page();
    }
}
