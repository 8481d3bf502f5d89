using System.Globalization;
using System.Security.Claims;
using Checklists.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Checklists.Server.Web;

/// <summary>Carries role and region in the signed-in principal, so that no page reads the account again.</summary>
public sealed class ViewerClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    private const string Role = "checklists.role";
    private const string Region = "checklists.region";
    private const string Display = "checklists.display";

    /// <summary>The viewer behind a principal; <c>null</c> for somebody who is not signed in.</summary>
    public static Viewer? Read(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Identity is { IsAuthenticated: true }
            && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            && Enum.TryParse<AccountRole>(principal.FindFirstValue(Role), out var role)
            && principal.FindFirstValue(Region) is { Length: > 0 } region
            ? new Viewer(id, principal.Identity.Name ?? id.ToString(), principal.FindFirstValue(Display) ?? "", role, region)
            : null;
    }

    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Role, ((int)user.Role).ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(Region, user.RegionCode));
        identity.AddClaim(new Claim(Display, user.DisplayName));
        return identity;
    }
}
