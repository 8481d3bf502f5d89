using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>A township's desk: lines to decide, and those decided of late.</summary>
public sealed class TownshipModel(TownshipDesk desk, RegionDirectory regions) : TownshipPage(regions)
{
    private const int OpenLimit = 100;
    private const int DecidedLimit = 10;

    public IReadOnlyList<DeskLine> Open { get; private set; } = [];

    public IReadOnlyDictionary<string, int> OpenByVillage { get; private set; } = new Dictionary<string, int>();

    public IReadOnlyList<DeskLine> Decided { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        Open = await desk.OpenAsync(code, OpenLimit, ct);
        OpenByVillage = await desk.OpenByVillageAsync(code, ct);
        Decided = await desk.DecidedAsync(code, DecidedLimit, ct);
        return Page();
    }
}
