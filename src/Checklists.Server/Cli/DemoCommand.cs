using System.CommandLine;
using Checklists.Platform.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checklists.Server.Cli;

/// <summary><c>demo</c>: a whole sample county, from its lists to the mails, and then the service to look at it.</summary>
public static class DemoCommand
{
    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var data = new Option<string?>("--data") { Description = "示例数据目录" };
        var port = new Option<int>("--port") { Description = "监听端口（仅本机）", DefaultValueFactory = _ => ServeCommand.DefaultPort };
        var once = new Option<bool>("--once") { Description = "打印汇总后退出，不启动网页服务" };
        var command = new Command("demo", "建立示例县：接收全部村报清单，完成一次周核对，出具告知单并投递邮件，然后启动服务") { data, port, once };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(data), parsed.GetValue(port), parsed.GetValue(once), cancellationToken));
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(string? data, int port, bool once, CancellationToken cancellationToken)
    {
        if (!once)
        {
            Port.DemandFree(port);
        }

        var settings = SettingsFor(data, once ? null : port);
        using var claim = DemoDirectory.Claim(settings);
        await using var database = await ServiceStart.DatabaseAsync(settings, NullLogger.Instance, cancellationToken);
        var state = await claim.PrepareAsync(database.ConnectionString, cancellationToken);
        Console.WriteLine(state == DemoState.Resumed
            ? $"接着完成上次中断的示例县（{settings.DataDirectory}）。"
            : $"建立示例县（{settings.DataDirectory}）。清单和村名均为示例。");

        if (once)
        {
            using var host = ServiceStart.ConsoleHost(settings, database.ConnectionString, withJobs: true);
            await ServiceStart.PrepareAsync(host.Services, cancellationToken);
            await host.StartAsync(cancellationToken);
            await DemoCounty.BuildAsync(host.Services, claim, cancellationToken);
            await host.StopAsync(cancellationToken);
            return ExitCode.Done;
        }

        await using var app = await ServeCommand.StartAsync(settings, database.ConnectionString, port, LogLevel.Warning, cancellationToken);
        await DemoCounty.BuildAsync(app.Services, claim, cancellationToken);
        Console.WriteLine($"服务已启动：http://127.0.0.1:{port}（按 Ctrl+C 停止）");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }

    private static ChecklistsSettings SettingsFor(string? data, int? port)
    {
        var given = VerbHost.Settings();
        var directory = data is null ? Path.Combine(given.DataDirectory, "demo") : Path.GetFullPath(data);
        return given with
        {
            DataDirectory = directory,
            County = ChecklistsSettings.SampleCounty,
            PublicUrl = port is null || given.PublicUrl.Port != ServeCommand.DefaultPort ? given.PublicUrl : new Uri($"http://127.0.0.1:{port}"),
        };
    }
}
