using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// Everything a burst takes from outside: the time, fresh ids, the known activities and definitions. The execution core has no clock,
/// no database, no files and no randomness of its own, so the same state and the same environment always give the same result.
/// </summary>
internal sealed class BurstEnvironment
{
    /// <summary>The time at which the burst runs; it stands still during the burst.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Makes an id that no one else has.</summary>
    public required Func<string> NewId { get; init; }

    /// <summary>The activities that can be executed.</summary>
    public required ActivityRegistry Activities { get; init; }

    /// <summary>Evaluates expressions.</summary>
    public required ExpressionEvaluator Expressions { get; init; }

    /// <summary>Finds the current version of a workflow for a child; null when there is none.</summary>
    public required Func<string, WorkflowDefinition?> FindDefinition { get; init; }

    /// <summary>The time zone in which cron expressions are meant.</summary>
    public TimeZoneInfo CronTimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>What host activities may use: the services and the transaction of the step.</summary>
    public HostStep? Host { get; init; }

    /// <summary>
    /// Failures of host activities from an earlier run of the same burst that was rolled back. When the burst comes to such an
    /// activity again it takes the failure as given instead of executing the activity.
    /// </summary>
    public IReadOnlyDictionary<(string InstanceId, int ActivityInstanceId), Exception>? KnownFailures { get; init; }

    /// <summary>Whether a failing host activity ends the burst by exception so that its changes can be rolled back.</summary>
    public bool RollsBack { get; init; }
}
