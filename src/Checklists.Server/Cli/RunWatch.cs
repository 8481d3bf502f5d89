using Checklists.Compliance;

namespace Checklists.Server.Cli;

/// <summary>Watches a run from the command line.</summary>
internal static class RunWatch
{
    /// <summary>Shows the townships done until the run is sealed.</summary>
    public static async Task<RunProgress> UntilSealedAsync(WeeklyCompliance compliance, string week, CancellationToken cancellationToken)
    {
        var first = await compliance.ProgressAsync(week, cancellationToken)
            ?? throw new InvalidOperationException($"The run of {week} has vanished.");
        return await WorkProgress.ShowAsync($"周核对 {week}（{first.Townships.Count} 个乡镇）", first.Townships.Count, async advance =>
        {
            using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            var shown = 0;
            while (true)
            {
                var progress = (await compliance.ProgressAsync(week, cancellationToken))!;
                for (var done = progress.Townships.Count(t => t.CompletedAt is not null); shown < done; shown++)
                {
                    advance();
                }

                if (progress.Status == RunStatus.Sealed)
                {
                    return progress;
                }

                await pulse.WaitForNextTickAsync(cancellationToken);
            }
        });
    }
}
