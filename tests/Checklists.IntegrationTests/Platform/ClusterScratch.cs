using Checklists.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checklists.IntegrationTests.Platform;

/// <summary>A data directory for tests of the private cluster itself; whatever still runs in it is stopped at the end.</summary>
internal sealed class ClusterScratch : IDisposable
{
    private readonly ScratchDirectory _scratch = ScratchDirectory.ForCluster();
    private readonly Undertaker _undertaker;

    public ClusterScratch() => _undertaker = Undertaker.Of(_scratch.FullName);

    /// <summary>The data directory.</summary>
    public string FullName => _scratch.FullName;

    /// <summary>The cluster's own folder below it.</summary>
    public string Home => _scratch["postgres"];

    /// <summary>PGDATA.</summary>
    public string Cluster => Path.Combine(Home, "cluster");

    /// <summary>The options that tests start with: not durable, as the machine never loses power in them.</summary>
    public PrivateClusterOptions Options => new() { DataDirectory = FullName, Durable = false };

    /// <summary>Starts or attaches with <see cref="Options"/>.</summary>
    public Task<PrivateCluster> StartAsync(CancellationToken cancellationToken) =>
        PrivateCluster.StartAsync(Options, NullLogger.Instance, cancellationToken);

    /// <summary>The server's process number, from its own file.</summary>
    public int ServerId() => int.Parse(
        File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _undertaker.Dispose();
        _scratch.Dispose();
    }
}
