using Checklists.Identity;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>Sign-out.</summary>
public sealed class SignOutModel(SignInManager<Account> signIn) : ViewerPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/signin");
    }
}
