using Checklists.Certificates;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Mailing;
using Checklists.Regions;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>A township's certificates, a week at a time, and the mails that went to it.</summary>
public sealed class TownshipCertificatesModel(CertificateLookup certificates, RunView runs, RegionMails mails, RegionDirectory regions) : TownshipPage(regions)
{
    // A township has some dozen villages; one week is never cut.
    private const int CertificateLimit = 500;
    private const int WeekLimit = 8;
    private const int MailLimit = 20;

    /// <summary>The week that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    public IReadOnlyList<string> Weeks { get; private set; } = [];

    public IReadOnlyList<IssuedCertificate> Certificates { get; private set; } = [];

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        Weeks = [.. (await runs.OfCountyAsync(AccessRules.CountyOf(code), ct)).Select(r => r.Week).Take(WeekLimit)];
        Week ??= Weeks.Count > 0 ? Weeks[0] : null;
        Certificates = Week is null ? [] : await certificates.OfRegionAsync(code, Week, 0, CertificateLimit, ct);
        Mails = await mails.OfAsync(code, MailLimit, ct);
        return Page();
    }
}
