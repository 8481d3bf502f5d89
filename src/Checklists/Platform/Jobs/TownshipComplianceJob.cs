using Checklists.Compliance;
using Hangfire;

namespace Checklists.Platform.Jobs;

/// <summary>One job per township and run. Its arguments are ids only; what it did is told by the township's row, not by the job.</summary>
public sealed class TownshipComplianceJob(TownshipCompliance compliance)
{
    /// <summary>Runs the township's part.</summary>
    [JobDisplayName("周核对：{2}")]
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [2, 5, 15, 60, 300])]
    public Task RunAsync(string taskId, Guid runId, string townshipCode, CancellationToken cancellationToken) =>
        compliance.RunAsync(taskId, runId, townshipCode, cancellationToken);
}
