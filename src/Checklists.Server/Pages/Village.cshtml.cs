using Checklists.Certificates;
using Checklists.Identity;
using Checklists.Matching;
using Checklists.Regions;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>A village's page: its list with every opinion, its certificates, its earlier lists.</summary>
public sealed class VillageModel(VillageListView lists, CertificateLookup certificates, RegionDirectory regions) : ViewerPage
{
    private const int CertificateLimit = 60;

    public Region Village { get; private set; } = null!;

    public string TownshipName { get; private set; } = "";

    public VillageList? List { get; private set; }

    public IReadOnlyList<Submission> History { get; private set; } = [];

    public IReadOnlyList<IssuedCertificate> Certificates { get; private set; } = [];

    public bool MaySubmit => AccessRules.MaySubmit(Viewer, Village.Code);

    /// <summary>Only lines with this verdict are shown.</summary>
    [BindProperty(SupportsGet = true)]
    public VerdictKind? Verdict { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, code, RegionLevel.Village, ct) is not { } village)
        {
            return NotFound();
        }

        Village = village;
        TownshipName = await regions.FullNameAsync(AccessRules.TownshipOf(code), ct);
        List = await lists.StandingAsync(code, ct);
        History = await lists.HistoryAsync(code, ct);
        Certificates = await certificates.OfRegionAsync(code, null, 0, CertificateLimit, ct);
        return Page();
    }
}
