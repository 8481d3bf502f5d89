using Checklists.Platform;
using Checklists.Platform.Database;
using Checklists.Platform.Jobs;
using Checklists.Platform.Postgres;
using Checklists.Platform.Settings;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Storage;
using Hangfire;

namespace Checklists.Server.Cli;

/// <summary>What every verb that needs the database does first: settings, database, schema, workflow definitions.</summary>
public static class ServiceStart
{
    /// <summary>The database of the settings, or the private one, which is started when it does not run.</summary>
    public static async Task<DatabaseInUse> DatabaseAsync(ChecklistsSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } given)
        {
            return new DatabaseInUse(given, null);
        }

        var cluster = await PrivateCluster.StartAsync(settings.DataDirectory, logger, cancellationToken);
        return new DatabaseInUse(cluster.ConnectionString, cluster);
    }

    /// <summary>Brings schema and workflow definitions up to date.</summary>
    /// <exception cref="WorkflowFilesException">A definition in <c>workflows/</c> cannot be used; the message lists why.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ChecklistsDatabase>().MigrateAsync(cancellationToken);
        await services.GetRequiredService<PostgresWorkflowRuntime>()
            .PublishDefinitionsAsync(WorkflowFiles.Load(ProductFiles.Workflows, services.GetRequiredService<ActivityRegistry>()), cancellationToken);
    }

    /// <summary>Takes up what an earlier process left and sets the clock; call it when the job server runs.</summary>
    public static async Task ResumeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        RecurringJobs.Register(services.GetRequiredService<IRecurringJobManager>(), services.GetRequiredService<ChecklistsSettings>());
        var jobs = services.GetRequiredService<IBackgroundJobClient>();
        jobs.Enqueue<CatchUpJob>(job => job.RunAsync(CancellationToken.None));
        jobs.Enqueue<MailJob>(job => job.RunAsync(CancellationToken.None));
        await services.GetRequiredService<PostgresWorkflowRuntime>().RecoverAsync(cancellationToken);
    }

    /// <summary>A host without web pages, for the verbs of the command line; only warnings are logged, to the error output.</summary>
    public static IHost ConsoleHost(ChecklistsSettings settings, string connectionString, bool withJobs)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddChecklists(settings, connectionString);
        if (withJobs)
        {
            builder.Services.AddJobServer();
        }

        return builder.Build();
    }

    /// <summary>Two workers a core: a township's part is drawing and waiting for the disk in turns.</summary>
    public static void AddJobServer(this IServiceCollection services) =>
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = 2 * Environment.ProcessorCount;
            options.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            options.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
}

/// <summary>The database that a verb works on.</summary>
/// <param name="ConnectionString">Its connection string.</param>
/// <param name="Cluster">The private cluster; <c>null</c> for a given server.</param>
public sealed record DatabaseInUse(string ConnectionString, PrivateCluster? Cluster) : IAsyncDisposable
{
    /// <summary>Stops a private cluster, unless another process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.StopAsync(CancellationToken.None);
            await Cluster.DisposeAsync();
        }
    }
}
