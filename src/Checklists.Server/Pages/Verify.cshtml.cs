using Checklists.Certificates;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>Public: says of a certificate's number whether it is genuine and still stands. No personal data.</summary>
[AllowAnonymous]
public sealed class VerifyModel(CertificateLookup certificates) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    public VerifiedCertificate? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = string.IsNullOrWhiteSpace(Number) ? null : Number.Trim();
        if (Number is null)
        {
            return;
        }

        Found = await certificates.VerifyAsync(Number, ct);
        if (Found is null)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
