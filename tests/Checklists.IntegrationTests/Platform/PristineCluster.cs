using System.Diagnostics;

namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// A stopped cluster as the first start leaves it. Tests of later starts copy it, for making one costs two seconds of processor time.
/// </summary>
public sealed class PristineCluster : IDisposable
{
    private readonly Lazy<Task<ClusterScratch>> _made = new(MakeAsync);

    /// <summary>A new data directory with a copy of the cluster.</summary>
    internal async Task<ClusterScratch> CopyAsync()
    {
        var made = await _made.Value;
        var copy = new ClusterScratch();
        using var cp = Process.Start("cp", ["-a", made.Home, copy.FullName]);
        await cp.WaitForExitAsync();
        return cp.ExitCode == 0 ? copy : throw new IOException($"cp ended with {cp.ExitCode}.");
    }

    public void Dispose()
    {
        if (_made.IsValueCreated)
        {
            _made.Value.GetAwaiter().GetResult().Dispose();
        }
    }

    private static async Task<ClusterScratch> MakeAsync()
    {
        var scratch = new ClusterScratch();
        await using var cluster = await scratch.StartAsync(CancellationToken.None);
        await cluster.StopAsync();
        return scratch;
    }
}
