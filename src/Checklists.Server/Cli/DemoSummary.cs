using System.Globalization;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Mailing;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Platform.Settings;
using Checklists.Rectification;
using Checklists.Reviews;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Checklists.Server.Cli;

/// <summary>What the demo did, in one table.</summary>
internal static class DemoSummary
{
    public static async Task WriteAsync(
        IServiceProvider services, RunProgress run, SendSummary mails, IReadOnlyList<DemoAccount> accounts, CancellationToken cancellationToken)
    {
        var settings = services.GetRequiredService<ChecklistsSettings>();
        await using var db = services.GetRequiredService<ChecklistsDatabase>().Open();
        var verdicts = await db.VillageRuns.Where(v => v.RunId == run.RunId).Select(v => v.Counts).ToListAsync(cancellationToken);
        var totals = Enum.GetValues<VerdictKind>().ToDictionary(k => k, k => verdicts.Sum(c => c[(int)k]));
        var villages = run.Townships.Sum(t => t.Villages);
        var certificates = run.Townships.Sum(t => t.Certificates);

        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        table.AddColumns(string.Empty, string.Empty);
        Add("周核对", $"{run.Week}（已封存）");
        Add("村（社区）", $"{villages} 个，其中待提交 {villages - certificates} 个");
        Add("清单行数", $"{totals.Values.Sum()}");
        foreach (var (kind, count) in totals)
        {
            Add($"  {VerdictText.Label(kind)}", Text(count));
        }

        Add("等待乡镇复核", $"{await db.Reviews.CountAsync(r => r.Status == ReviewStatus.Open, cancellationToken)} 行");
        Add("退回派交单位", $"{await db.RectificationCases.CountAsync(c => c.Status == RectificationStatus.Open, cancellationToken)} 行");
        Add("核对情况告知单", $"{certificates} 份");
        var sent = await db.OutboxMails.CountAsync(m => m.Status == MailStatus.Sent, cancellationToken);
        Add("邮件", $"{sent} 封已发，{await db.OutboxMails.CountAsync(m => m.Status != MailStatus.Sent, cancellationToken)} 封待发");
        AnsiConsole.Write(table);
        Console.WriteLine(settings.Smtp is null
            ? $"没有设置邮件服务器，邮件保存在 {Path.Combine(settings.DataDirectory, "mail")}。"
            : mails.ServerProblem is { } problem ? $"邮件服务器暂不可用：{problem}。邮件已保存，服务运行时会自动重试。" : "邮件已交给邮件服务器。");
        WriteAccounts(accounts);

        void Add(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static void WriteAccounts(IReadOnlyList<DemoAccount> accounts)
    {
        Console.WriteLine("示例账号（密码只显示这一次）：");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("账号", "密码", "角色", "范围");
        foreach (var account in accounts)
        {
            table.AddRow(
                Markup.Escape(account.UserName), Markup.Escape(account.Password), RoleText.Label(account.Role), Markup.Escape(account.Region));
        }

        AnsiConsole.Write(table);
    }
}
