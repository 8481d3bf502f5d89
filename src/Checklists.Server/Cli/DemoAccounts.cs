using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Regions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Server.Cli;

/// <summary>An account of the demo with its password, which is shown once and kept nowhere.</summary>
public sealed record DemoAccount(string UserName, string Password, AccountRole Role, string Region);

/// <summary>One account per role, for looking around in the sample county.</summary>
internal static class DemoAccounts
{
    private const string Actor = "demo";

    public static async Task<IReadOnlyList<DemoAccount>> CreateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var tree = await services.GetRequiredService<RegionStore>().TreeAsync(cancellationToken);
        var village = tree.Villages.FirstOrDefault(v => !v.IsSample) ?? tree.Villages[0];
        var township = tree.Parent(village)!;
        NewAccount[] wanted =
        [
            new("admin", "系统管理员（示例）", AccountRole.Administrator, tree.County.Code),
            new("county", "县复核员（示例）", AccountRole.CountyReviewer, tree.County.Code),
            new("township", $"{township.Name}初核员（示例）", AccountRole.TownshipReviewer, township.Code),
            new("village", $"{village.Name}提交员（示例）", AccountRole.VillageSubmitter, village.Code),
        ];

        await using var scope = services.CreateAsyncScope();
        var register = scope.ServiceProvider.GetRequiredService<AccountRegister>();
        var db = scope.ServiceProvider.GetRequiredService<ChecklistsDbContext>();
        var made = new List<DemoAccount>();
        foreach (var account in wanted)
        {
            var known = await db.Users.Where(u => u.UserName == account.UserName).Select(u => (Guid?)u.Id).SingleOrDefaultAsync(cancellationToken);
            var password = known is { } id
                ? await register.RenewPasswordAsync(id, Actor, cancellationToken)
                : await NewPasswordAsync(register, account, cancellationToken);
            made.Add(new DemoAccount(account.UserName, password!, account.Role, tree.FullName(tree.Find(account.RegionCode)!)));
        }

        return made;
    }

    private static async Task<string> NewPasswordAsync(AccountRegister register, NewAccount account, CancellationToken cancellationToken) =>
        await register.CreateAsync(account, Actor, cancellationToken) switch
        {
            AccountCreated created => created.Password,
            AccountRefused refused => throw new BadInputException(refused.Message),
            _ => throw new InvalidOperationException("Unknown outcome of an account's creation."),
        };
}
