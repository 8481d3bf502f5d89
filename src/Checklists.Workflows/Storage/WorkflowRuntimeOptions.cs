using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Storage;

/// <summary>Settings of the runtime on PostgreSQL.</summary>
public sealed record WorkflowRuntimeOptions
{
    /// <summary>How long an early stimulus waits for its bookmark.</summary>
    public TimeSpan EarlyStimulusLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a node may go on starting instances with the version it knows after another node has published a new one.</summary>
    public TimeSpan DefinitionCacheTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time zone in which cron expressions are meant.</summary>
    public TimeZoneInfo CronTimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What scripts may use.</summary>
    public ScriptLimits Scripts { get; init; } = new();

    /// <summary>How many instances a batch runs in one transaction.</summary>
    public int BatchSize { get; init; } = 200;
}
