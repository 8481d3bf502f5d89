using Checklists.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>Sign-in. Every failure reads the same and takes the same time, so that nobody learns which accounts exist.</summary>
[AllowAnonymous]
public sealed class SignInModel(SignInManager<Account> signIn, UserManager<Account> accounts) : PageModel
{
    private const string Failed = "账号或密码不对。连续输错多次后，账号会暂停登录几分钟，请核对后再试。";

    // Hashed once at the real cost: checking against it takes as long as checking a real account.
    private static readonly Lazy<(Account Nobody, string Hash)> Decoy = new(DrawDecoy);

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string? Error { get; private set; }

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? LocalRedirect(Target()) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await CheckAsync(Name?.Trim() ?? "", Password ?? "") is { } account)
        {
            await signIn.SignInAsync(account, isPersistent: false);
            return LocalRedirect(Target());
        }

        Error = Failed;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<Account?> CheckAsync(string name, string password)
    {
        if (await accounts.FindByNameAsync(name) is not { } account || await accounts.IsLockedOutAsync(account))
        {
            accounts.PasswordHasher.VerifyHashedPassword(Decoy.Value.Nobody, Decoy.Value.Hash, password);
            return null;
        }

        return (await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded ? account : null;
    }

    private string Target() => Url.IsLocalUrl(Next) ? Next : "/";

    private static (Account, string) DrawDecoy()
    {
        var nobody = new Account { UserName = "nobody", DisplayName = "nobody", RegionCode = "000000000000", Role = AccountRole.Observer };
        var hasher = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = IdentityComposition.HashRounds }));
        return (nobody, hasher.HashPassword(nobody, AccountRegister.DrawPassword()));
    }
}
