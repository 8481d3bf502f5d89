using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;

namespace Checklists.Platform.Jobs;

/// <summary>Registers Hangfire on PostgreSQL and the jobs.</summary>
internal static class JobComposition
{
    public static void AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddScoped<TownshipComplianceJob>();
        services.AddScoped<WeeklyRunJob>();
        services.AddScoped<CatchUpJob>();
        services.AddScoped<MailJob>();
        services.AddScoped<WorkflowClockJob>();
        services.AddHangfire(configuration => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                storage => storage.UseNpgsqlConnection(connectionString),
                new PostgreSqlStorageOptions
                {
                    SchemaName = "hangfire",
                    // Without sliding, a 20 s job was measured to be started four times.
                    UseSlidingInvisibilityTimeout = true,
                    InvisibilityTimeout = TimeSpan.FromSeconds(30),
                    EnableLongPolling = true,
                    QueuePollInterval = TimeSpan.FromSeconds(15),
                    AllowDegradedModeWithoutStorage = false,
                }));
    }
}
