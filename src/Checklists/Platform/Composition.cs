using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Certificates.Rendering;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Mailing;
using Checklists.Mailing.Templates;
using Checklists.Mailing.Transport;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Platform.Jobs;
using Checklists.Platform.Settings;
using Checklists.Rectification;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Submissions;
using Checklists.Submissions.Reading;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Checklists.Platform;

/// <summary>Puts the modules together.</summary>
public static class Composition
{
    /// <summary>Everything but the web: database, modules, workflows, jobs.</summary>
    public static IServiceCollection AddChecklists(this IServiceCollection services, ChecklistsSettings settings, string connectionString)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        // Without the reset a 5-activity flow was measured at 7 statements, with it at 21; nothing here leaves state on a connection.
        services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true }));
        services.AddSingleton<ChecklistsDatabase>();
        services.AddDbContext<ChecklistsDbContext>(
            (provider, options) => ChecklistsDatabase.Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));

        services.AddSingleton<AuditLog>();
        services.AddSingleton<CatalogueStore>();
        services.AddSingleton<RegionStore>();
        services.AddSingleton(_ => new MatcherCache(ProductFiles.Seeds));
        services.AddSingleton(_ => ColumnMap.Load(Path.Combine(ProductFiles.Seeds, "columns.json")));
        services.AddSingleton<PrintableText>();
        services.AddSingleton<SubmissionIntake>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton(_ => WeeklySchedule.Of(settings));
        services.AddSingleton<WeeklyCompliance>();
        services.AddSingleton<ListRecheck>();
        services.AddSingleton<TownshipCompliance>();
        services.AddSingleton<ICertificateRenderer>(_ => new SkiaCertificateRenderer(Path.Combine(ProductFiles.Seeds, "fonts")));
        services.AddChecklistsIdentity();
        services.AddMailing(settings);
        services.AddWorkflows();
        services.AddJobs(connectionString);
        return services;
    }

    /// <summary>The activities that workflow definitions may use, told without a database.</summary>
    public static ActivityRegistry DescribeActivities()
    {
        var settings = ChecklistsSettings.Load(new ConfigurationBuilder().Build());
        using var provider = new ServiceCollection().AddLogging().AddChecklists(settings, "Host=localhost").BuildServiceProvider();
        return provider.GetRequiredService<ActivityRegistry>();
    }

    private static void AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<HostActivity, CheckLinesActivity>();
        services.AddSingleton<HostActivity, AwaitReviewsActivity>();
        services.AddSingleton<HostActivity, ReturnProhibitedActivity>();
        services.AddSingleton<HostActivity, ConcludeCheckActivity>();
        services.AddSingleton<HostActivity, SealRunActivity>();
        services.AddSingleton(provider => new ActivityRegistry(provider.GetServices<HostActivity>()));
        services.AddSingleton<IWorkflowTaskDispatcher, HangfireTaskDispatcher>();
        services.AddSingleton(provider => new PostgresWorkflowRuntime(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<ActivityRegistry>(),
            new WorkflowRuntimeOptions(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IWorkflowTaskDispatcher>(),
            provider.GetRequiredService<ILogger<PostgresWorkflowRuntime>>()));
    }

    private static void AddMailing(this IServiceCollection services, ChecklistsSettings settings)
    {
        services.AddSingleton(_ => MailTemplates.Load(Path.Combine(ProductFiles.Seeds, "mail")));
        services.AddSingleton(_ => new MailSettings { From = settings.Smtp?.From ?? MailSettings.TrialFrom });
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<IMailTransport>(provider => Transport(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OutboxSender>(provider, Random.Shared));
    }

    private static IMailTransport Transport(ChecklistsSettings settings, TimeProvider clock) =>
        settings.Smtp is { } smtp
            ? new SmtpTransport(SmtpServer.Of(smtp), clock)
            : new EmlDirectoryTransport(Path.Combine(settings.DataDirectory, "mail"));
}
