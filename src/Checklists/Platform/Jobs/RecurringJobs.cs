using Checklists.Compliance;
using Checklists.Mailing;
using Checklists.Platform.Settings;
using Checklists.Workflows.Storage;
using Hangfire;

namespace Checklists.Platform.Jobs;

/// <summary>The clock of the service: what Hangfire starts by itself.</summary>
public static class RecurringJobs
{
    /// <summary>Registers the jobs; the same call again only brings the schedule up to date.</summary>
    public static void Register(IRecurringJobManager manager, ChecklistsSettings settings)
    {
        // A missed time is not made up by Hangfire: it would start the run of the wrong week. CatchUpJob knows which weeks are missing.
        var china = new RecurringJobOptions { TimeZone = ChecklistsSettings.TimeZone, MisfireHandling = MisfireHandlingMode.Ignorable };
        manager.AddOrUpdate<WeeklyRunJob>("weekly-compliance-run", job => job.RunAsync(CancellationToken.None), settings.WeeklyRun, china);
        manager.AddOrUpdate<CatchUpJob>("catch-up", job => job.RunAsync(CancellationToken.None), Cron.Hourly());
        manager.AddOrUpdate<MailJob>("mail", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
        manager.AddOrUpdate<WorkflowClockJob>("workflow-clock", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
    }
}

/// <summary>The weekly run at its time.</summary>
public sealed class WeeklyRunJob(WeeklyCompliance compliance)
{
    /// <summary>Begins this week's run.</summary>
    [JobDisplayName("周核对")]
    public Task RunAsync(CancellationToken cancellationToken) => compliance.StartAsync(week: null, WeeklyCompliance.ByItself, cancellationToken);
}

/// <summary>The runs of weeks that the service slept through.</summary>
public sealed class CatchUpJob(WeeklyCompliance compliance)
{
    /// <summary>Begins what is missing.</summary>
    [JobDisplayName("补跑错过的周核对")]
    public Task RunAsync(CancellationToken cancellationToken) => compliance.CatchUpAsync(cancellationToken);
}

/// <summary>Sends the mails that are due.</summary>
public sealed class MailJob(OutboxSender sender)
{
    /// <summary>Sends until nothing is due; several at once share the work, each mail is claimed by one.</summary>
    [JobDisplayName("发送邮件")]
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(CancellationToken cancellationToken) => sender.SendDueAsync(cancellationToken);
}

/// <summary>Wakes workflows: timers that are due, and instances that a crashed node left behind.</summary>
public sealed class WorkflowClockJob(PostgresWorkflowRuntime workflows)
{
    /// <summary>Fires and recovers.</summary>
    [JobDisplayName("唤醒工作流")]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await workflows.FireDueTimersAsync(cancellationToken);
        await workflows.RecoverAsync(cancellationToken);
    }
}
