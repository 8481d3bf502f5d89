using Microsoft.Extensions.Logging;

namespace Checklists.Platform.Postgres;

/// <summary>
/// The service's own PostgreSQL: a cluster in the data directory, made at the first start from the programs on this machine,
/// listening on a free port of the loopback address. Its server outlives the service; the next start attaches to it
/// or starts it again. Several processes may use one data directory at the same time.
/// </summary>
/// <remarks>Disposing lets go of the cluster and leaves it running; <see cref="StopAsync"/> stops it.</remarks>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly PrivateClusterOptions _options;
    private readonly ClusterDirectory _directory;
    private readonly ILogger _logger;
    private readonly IDisposable _use;

    private PrivateCluster(
        PrivateClusterOptions options, ClusterDirectory directory, ILogger logger, IDisposable use, string connectionString, bool attached)
    {
        _options = options;
        _directory = directory;
        _logger = logger;
        _use = use;
        ConnectionString = connectionString;
        Attached = attached;
    }

    /// <summary>To the database of the options, as the cluster's superuser. Holds the password.</summary>
    public string ConnectionString { get; }

    /// <summary>True when the server was already running.</summary>
    public bool Attached { get; }

    /// <summary>Attaches to the cluster of a data directory, starting or making it first where needed.</summary>
    /// <param name="dataDirectory">The service's data directory.</param>
    /// <param name="logger">Told what is done, in English.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="StartAsync(PrivateClusterOptions, ILogger, CancellationToken)" path="/exception"/>
    public static Task<PrivateCluster> StartAsync(string dataDirectory, ILogger logger, CancellationToken cancellationToken) =>
        StartAsync(new PrivateClusterOptions { DataDirectory = dataDirectory }, logger, cancellationToken);

    /// <summary>Attaches to the cluster of the options, starting or making it first where needed.</summary>
    /// <param name="options">Data directory and more.</param>
    /// <param name="logger">Told what is done, in English.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PostgresMissingException">No usable PostgreSQL programs.</exception>
    /// <exception cref="DataDirectoryException">The data directory is not writable, not reachable or damaged.</exception>
    /// <exception cref="PostgresStartException">The cluster could not be made, started or reached.</exception>
    public static async Task<PrivateCluster> StartAsync(
        PrivateClusterOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var directory = new ClusterDirectory(options.DataDirectory);
        directory.Create();
        using var held = await directory.LockAsync(cancellationToken);
        var use = directory.Use();
        try
        {
            var access = new ClusterAccess(directory.Password());
            var port = await access.AttachAsync(directory.Cluster, cancellationToken);
            var attached = port is not null;
            if (port is null)
            {
                var server = await ClusterServer.FindAsync(options, directory, logger, cancellationToken);
                port = await server.StartAsync(cancellationToken);
            }

            await access.EnsureDatabaseAsync(port.Value, options.DatabaseName, cancellationToken);
            logger.LogInformation("Private PostgreSQL {How} on 127.0.0.1:{Port}", attached ? "found running" : "started", port);
            return new PrivateCluster(options, directory, logger, use, access.ConnectionString(port.Value, options.DatabaseName), attached);
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the cluster and stops its server, unless another process uses it too.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when the server was left running for another process.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken = default)
    {
        using var held = await _directory.LockAsync(cancellationToken);
        _use.Dispose();
        if (!_directory.IsUnused())
        {
            return false;
        }

        if (Postmaster.Of(_directory.Cluster) is not null)
        {
            var server = await ClusterServer.FindAsync(_options, _directory, _logger, cancellationToken);
            await server.StopAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Lets go of the cluster; its server keeps running.</summary>
    public ValueTask DisposeAsync()
    {
        _use.Dispose();
        return ValueTask.CompletedTask;
    }
}
