using System.CommandLine;
using Checklists.Identity;
using Checklists.Regions;

namespace Checklists.Server.Cli;

/// <summary><c>user add</c>.</summary>
public static class UserCommands
{
    private static readonly Dictionary<string, AccountRole> Roles = new()
    {
        ["village"] = AccountRole.VillageSubmitter,
        ["township"] = AccountRole.TownshipReviewer,
        ["county"] = AccountRole.CountyReviewer,
        ["observer"] = AccountRole.Observer,
        ["admin"] = AccountRole.Administrator,
    };

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var name = new Argument<string>("NAME") { Description = "账号" };
        var role = new Option<string>("--role") { Description = $"角色：{string.Join('、', Roles.Keys)}", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.Keys]);
        var region = new Option<string>("--region") { Description = "12 位区划代码", Required = true };
        var display = new Option<string?>("--display") { Description = "页面上显示的名称，宜用岗位名" };
        var add = new Command("add", "新增账号；初始密码随机生成，只显示一次") { name, role, region, display };
        add.SetAction((parsed, cancellationToken) => AddAsync(
            new NewAccount(
                parsed.GetValue(name)!,
                parsed.GetValue(display) ?? parsed.GetValue(name)!,
                Roles[parsed.GetValue(role)!],
                parsed.GetValue(region)!),
            cancellationToken));
        var user = new Command("user", "管理账号");
        user.Subcommands.Add(add);
        root.Subcommands.Add(user);
    }

    private static async Task<int> AddAsync(NewAccount account, CancellationToken cancellationToken)
    {
        await using var service = await VerbHost.StartAsync(VerbHost.Settings(), withJobs: false, cancellationToken);
        var tree = await service.Services.GetRequiredService<RegionStore>().TreeAsync(cancellationToken);
        if (tree.Find(account.RegionCode) is not { } region)
        {
            throw new BadInputException($"没有区划 {account.RegionCode}。请核对 12 位代码，或先导入行政区划。");
        }

        await using var scope = service.Services.CreateAsyncScope();
        switch (await scope.ServiceProvider.GetRequiredService<AccountRegister>().CreateAsync(account, "command", cancellationToken))
        {
            case AccountCreated created:
                Console.WriteLine($"已新增账号 {account.UserName}（{RoleText.Label(account.Role)}，{tree.FullName(region)}）。");
                Console.WriteLine($"初始密码（只显示这一次）：{created.Password}");
                return ExitCode.Done;
            case AccountRefused refused:
                throw new BadInputException(refused.Message);
            default:
                throw new InvalidOperationException("Unknown outcome of an account's creation.");
        }
    }
}
