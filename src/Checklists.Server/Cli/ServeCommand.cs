using System.CommandLine;
using Checklists.Platform;
using Checklists.Platform.Settings;
using Checklists.Server.Web;

namespace Checklists.Server.Cli;

/// <summary><c>serve</c>: the service itself.</summary>
public static class ServeCommand
{
    /// <summary>Where the service listens unless told otherwise: this machine only; a reverse proxy gives it to others.</summary>
    public const int DefaultPort = 5080;

    /// <summary>Adds the verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var port = new Option<int>("--port") { Description = "监听端口（仅本机）", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("serve", "启动服务") { port };
        command.SetAction((parsed, cancellationToken) => RunAsync(VerbHost.Settings(), parsed.GetValue(port), cancellationToken));
        root.Subcommands.Add(command);
    }

    private static async Task<int> RunAsync(ChecklistsSettings settings, int port, CancellationToken cancellationToken)
    {
        Port.DemandFree(port);
        using var logging = LoggerFactory.Create(builder => builder.AddSimpleConsole(o => o.SingleLine = true));
        await using var database = await ServiceStart.DatabaseAsync(settings, logging.CreateLogger("Checklists.Start"), cancellationToken);
        await using var app = await StartAsync(settings, database.ConnectionString, port, LogLevel.Information, cancellationToken);
        await Console.Out.WriteLineAsync($"服务已启动：http://127.0.0.1:{port}（按 Ctrl+C 停止）");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>Starts the web service with its jobs on a database that is there.</summary>
    public static async Task<WebApplication> StartAsync(
        ChecklistsSettings settings, string connectionString, int port, LogLevel logLevel, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ServeCommand).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.SetMinimumLevel(logLevel);
        builder.Services.AddChecklists(settings, connectionString);
        builder.Services.AddJobServer();
        builder.AddChecklistsWeb();
        var app = builder.Build();
        await ServiceStart.PrepareAsync(app.Services, cancellationToken);
        app.UseChecklistsWeb();
        await app.StartAsync(cancellationToken);
        await ServiceStart.ResumeAsync(app.Services, cancellationToken);
        return app;
    }
}
