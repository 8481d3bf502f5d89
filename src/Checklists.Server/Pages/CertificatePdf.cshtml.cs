using Checklists.Certificates;
using Checklists.Identity;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>Hands out a certificate's PDF.</summary>
public sealed class CertificatePdfModel(CertificateLookup certificates) : ViewerPage
{
    public async Task<IActionResult> OnGetAsync(string number, CancellationToken ct) =>
        await certificates.PdfAsync(number, ct) is { } found && AccessRules.Sees(Viewer, found.Certificate.VillageCode)
            ? File(found.Pdf, "application/pdf", found.Certificate.FileName)
            : NotFound();
}
