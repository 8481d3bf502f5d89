using System.Text.Encodings.Web;
using Checklists.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Checklists.Server.Web;

/// <summary>Signs a program in by its personal token: <c>Authorization: Bearer chk_…</c>.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    TokenRegister tokens,
    IUserClaimsPrincipalFactory<Account> principals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "PersonalToken";

    private const string Prefix = "Bearer ";

    /// <summary>Whether a request shows a token.</summary>
    public static bool IsShown(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsShown(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var token = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        return await tokens.FindAsync(token, Context.RequestAborted) is { } account
            ? AuthenticateResult.Success(new AuthenticationTicket(await principals.CreateAsync(account), Scheme.Name))
            : AuthenticateResult.Fail("The token is unknown or has ended.");
    }
}
