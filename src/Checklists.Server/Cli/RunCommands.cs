using System.CommandLine;
using Checklists.Compliance;
using Checklists.Mailing;

namespace Checklists.Server.Cli;

/// <summary><c>run weekly</c>: the compliance run, now.</summary>
public static class RunCommands
{
    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var week = new Option<string?>("--week") { Description = "自然周，例如 2026-W47；不写则为本周" };
        var weekly = new Command("weekly", "立即进行周核对；已封存的周不会改变") { week };
        weekly.SetAction((parsed, cancellationToken) => WeeklyAsync(parsed.GetValue(week), cancellationToken));
        var run = new Command("run", "立即执行定期工作");
        run.Subcommands.Add(weekly);
        root.Subcommands.Add(run);
    }

    private static async Task<int> WeeklyAsync(string? week, CancellationToken cancellationToken)
    {
        await using var service = await VerbHost.StartAsync(VerbHost.Settings(), withJobs: true, cancellationToken);
        await ServiceStart.ResumeAsync(service.Services, cancellationToken);
        var compliance = service.Services.GetRequiredService<WeeklyCompliance>();
        var start = await compliance.StartAsync(week, "command", cancellationToken);
        if (start.AlreadySealed)
        {
            Console.WriteLine($"{start.Week} 的周核对此前已封存，没有任何改动。");
            return ExitCode.Done;
        }

        var sealedRun = await RunWatch.UntilSealedAsync(compliance, start.Week, cancellationToken);
        var mails = await service.Services.GetRequiredService<OutboxSender>().SendDueAsync(cancellationToken);
        Console.WriteLine(
            $"{start.Week} 已封存：{sealedRun.Townships.Count} 个乡镇，{sealedRun.Townships.Sum(t => t.Villages)} 个村，"
            + $"核对情况告知单 {sealedRun.Townships.Sum(t => t.Certificates)} 份，本次发出邮件 {mails.Sent} 封。");
        if (mails.ServerProblem is { } problem)
        {
            Console.WriteLine($"邮件服务器暂不可用：{problem}。邮件已保存，服务运行时会自动重试。");
        }

        return ExitCode.Done;
    }
}
