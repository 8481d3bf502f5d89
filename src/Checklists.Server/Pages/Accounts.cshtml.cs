using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Regions;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Server.Pages;

/// <summary>The administrator's page: makes accounts, renews passwords, switches accounts off.</summary>
[Authorize(WebComposition.Administrators)]
public sealed class AccountsModel(AccountRegister register, ChecklistsDbContext db, RegionDirectory regions) : ViewerPage
{
    public IReadOnlyList<(Account Account, string Region, bool Off)> Accounts { get; private set; } = [];

    public IReadOnlyList<Region> Regions { get; private set; } = [];

    public (string Name, string Password)? Issued { get; private set; }

    public string? Error { get; private set; }

    public NewAccount Form { get; private set; } = new("", "", AccountRole.TownshipReviewer, "");

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(string? userName, string? displayName, AccountRole role, string? regionCode, CancellationToken ct)
    {
        Form = new NewAccount(userName?.Trim() ?? "", displayName?.Trim() ?? "", role, regionCode?.Trim() ?? "");
        var creation = AccessRules.Sees(Viewer, Form.RegionCode)
            ? await register.CreateAsync(Form, Viewer.UserName, ct)
            : new AccountRefused($"区划代码“{Form.RegionCode}”不在本县范围内，请从列表中选择。");
        switch (creation)
        {
            case AccountCreated created:
                Issued = (Form.UserName, created.Password);
                Form = Form with { UserName = "", DisplayName = "" };
                break;
            case AccountRefused refused:
                Error = refused.Message;
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
        }

        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRenewAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account || await register.RenewPasswordAsync(id, Viewer.UserName, ct) is not { } password)
        {
            return NotFound();
        }

        Issued = (account.UserName!, password);
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool on, CancellationToken ct)
    {
        if (id == Viewer.AccountId || await FindAsync(id, ct) is not { } account || !await register.SwitchAsync(id, on, Viewer.UserName, ct))
        {
            return NotFound();
        }

        Announce(on ? $"账号“{account.UserName}”已启用。" : $"账号“{account.UserName}”已停用，需要时可以再启用。");
        return RedirectToPage();
    }

    private async Task<Account?> FindAsync(Guid id, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(Viewer.RegionCode);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.RegionCode.StartsWith(prefix), ct);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Regions = await regions.WithinAsync(Viewer.RegionCode, ct);
        var names = Regions.ToDictionary(r => r.Code, r => r.Name);
        var prefix = AccessRules.ScopePrefix(Viewer.RegionCode);
        var found = await db.Users.AsNoTracking().Where(a => a.RegionCode.StartsWith(prefix)).OrderBy(a => a.RegionCode).ThenBy(a => a.UserName).ToListAsync(ct);
        Accounts = found.ConvertAll(a => (a, names.GetValueOrDefault(a.RegionCode, a.RegionCode), a.LockoutEnd == AccountRegister.SwitchedOff));
    }
}
