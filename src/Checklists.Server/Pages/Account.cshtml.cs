using Checklists.Identity;
using Checklists.Regions;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>One's own account: password and personal tokens.</summary>
public sealed class AccountModel(
    UserManager<Account> accounts, SignInManager<Account> signIn, TokenRegister tokens, RegionDirectory regions) : ViewerPage
{
    public IReadOnlyList<PersonalToken> Tokens { get; private set; } = [];

    public string RegionName { get; private set; } = "";

    public string? NewToken { get; private set; }

    public string? Error { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostPasswordAsync(string? current, string? chosen, string? again, CancellationToken ct)
    {
        if (await accounts.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }

        if (chosen != again)
        {
            return await RefuseAsync("两次输入的新密码不一致，请重新输入。", ct);
        }

        var result = await accounts.ChangePasswordAsync(account, current ?? "", chosen ?? "");
        if (!result.Succeeded)
        {
            return await RefuseAsync(
                result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch))
                    ? "当前密码不对，密码没有修改。"
                    : $"新密码太短，至少要 {IdentityComposition.PasswordLength} 个字符。可以用一句好记的话。",
                ct);
        }

        await signIn.RefreshSignInAsync(account);
        Announce("密码已修改，其他设备上的登录随之失效。");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostTokenAsync(string? purpose, int days, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(purpose) || purpose.Length > 60 || days is < 1 or > TokenRegister.MaximumDays)
        {
            return await RefuseAsync($"请写明令牌用途（不超过 60 个字），有效期为 1 到 {TokenRegister.MaximumDays} 天。", ct);
        }

        NewToken = await tokens.CreateAsync(Viewer, purpose, days, ct);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostEndTokenAsync(string? hash, CancellationToken ct)
    {
        if (hash is null || !await tokens.EndAsync(Viewer, hash, ct))
        {
            return NotFound();
        }

        Announce("令牌已停用。");
        return RedirectToPage();
    }

    private async Task<IActionResult> RefuseAsync(string error, CancellationToken ct)
    {
        Error = error;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Tokens = await tokens.OfAsync(Viewer, ct);
        RegionName = await regions.FullNameAsync(Viewer.RegionCode, ct);
    }
}
