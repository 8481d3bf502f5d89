using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Checklists.Platform.Postgres;

/// <summary>Makes, starts and stops a cluster with PostgreSQL's own programs. Its caller holds the cluster's lock.</summary>
internal sealed class ClusterServer
{
    // Enough for two nodes with full connection pools.
    private const int MaxConnections = 250;
    private static readonly TimeSpan RetryLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    // A port taken between our look and the server's; children of a killed server that are not gone yet.
    private static readonly string[] PassingReasons = ["Address already in use", "is still in use"];

    private readonly ClusterDirectory _directory;
    private readonly PostgresInstallation _installation;
    private readonly ServiceAccount _account;
    private readonly ILogger _logger;
    private readonly bool _durable;

    private ClusterServer(
        ClusterDirectory directory, PostgresInstallation installation, ServiceAccount account, ILogger logger, bool durable)
    {
        _directory = directory;
        _installation = installation;
        _account = account;
        _logger = logger;
        _durable = durable;
    }

    /// <summary>Finds the programs and the account for the cluster.</summary>
    /// <exception cref="PostgresMissingException">No usable programs.</exception>
    /// <exception cref="DataDirectoryException">The account cannot reach the data directory.</exception>
    /// <exception cref="PostgresStartException">There is no account to run them.</exception>
    public static async Task<ClusterServer> FindAsync(
        PrivateClusterOptions options, ClusterDirectory directory, ILogger logger, CancellationToken cancellationToken)
    {
        var account = ServiceAccount.ForThisProcess();
        if (await account.FirstBarrierAsync(directory.Data, cancellationToken) is { } barrier)
        {
            throw DataDirectoryException.Unreachable(directory.Data, barrier, account.Name!);
        }

        var installation = await PostgresInstallation.FindAsync(options.Search, account, directory, cancellationToken);
        return new ClusterServer(directory, installation, account, logger, options.Durable);
    }

    /// <summary>Starts the server, making the cluster first when there is none.</summary>
    /// <returns>The port it listens on.</returns>
    /// <exception cref="PostgresStartException">It could not be made or started.</exception>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        // Also when an earlier start ran under another account.
        await _account.TakeOverAsync(_directory.Home, cancellationToken);
        if (_directory.Major() is null)
        {
            await InitialiseAsync(cancellationToken);
        }

        _directory.RotateLog();
        var started = Stopwatch.StartNew();
        while (true)
        {
            var port = FreePort();
            var (answer, log) = await TryStartAsync(port, cancellationToken);
            if (answer.Succeeded)
            {
                return port;
            }

            if (started.Elapsed > RetryLimit || !PassingReasons.Any(reason => log.Contains(reason, StringComparison.Ordinal)))
            {
                throw PostgresStartException.Failed(
                    $"启动 {_directory.Cluster} 中的 PostgreSQL ", $"pg_ctl start of {_directory.Cluster} failed", log.Length > 0 ? log : answer.Output);
            }

            await Task.Delay(RetryPause, cancellationToken);
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, everything committed is on disk.</summary>
    /// <exception cref="PostgresStartException">It did not stop.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync("pg_ctl", ["stop", "-s", "-w", "-m", "fast", "-t", "60"], cancellationToken);
        if (!answer.Succeeded)
        {
            throw PostgresStartException.Failed("停止 PostgreSQL ", $"pg_ctl stop of {_directory.Cluster} failed", answer.Output);
        }

        _logger.LogInformation("Private PostgreSQL stopped");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string[] Locale(int major) =>
        OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
        : major >= 17 ? ["--locale-provider=builtin", "--locale=C.UTF-8"]
        : ["--locale=en_US.UTF-8"];

    private async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        _logger.LogInformation(
            "Making a private PostgreSQL {Major} cluster in {Directory}", _installation.Major, _directory.Cluster);
        if (Directory.Exists(_directory.NewCluster))
        {
            // Left by a start that was killed.
            Directory.Delete(_directory.NewCluster, recursive: true);
        }

        string[] arguments =
        [
            "--pgdata=" + _directory.NewCluster,
            "--encoding=UTF8",
            .. Locale(_installation.Major),
            "--username=" + ClusterAccess.UserName,
            "--auth=scram-sha-256",
            "--pwfile=" + _directory.PasswordFile,
            "--data-checksums",
            .. _durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var answer = await RunAsync("initdb", arguments, cancellationToken);
        if (!answer.Succeeded)
        {
            throw PostgresStartException.Failed("建立数据库目录", $"initdb of {_directory.NewCluster} failed", answer.Output);
        }

        Directory.Move(_directory.NewCluster, _directory.Cluster);
    }

    private async Task<(CommandResult Answer, string Log)> TryStartAsync(int port, CancellationToken cancellationToken)
    {
        var before = File.Exists(_directory.Log) ? new FileInfo(_directory.Log).Length : 0;
        string[] settings =
        [
            $"-p {port}",
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=''",
            $"-c max_connections={MaxConnections}",
            .. _durable ? Array.Empty<string>() : ["-c fsync=off", "-c full_page_writes=off"],
        ];

        // The log's name is relative and PGDATA stands in the environment, for pg_ctl passes its options through a shell.
        string[] arguments = ["start", "-s", "-w", "-t", "120", "-l", Path.GetFileName(_directory.Log), "-o", string.Join(' ', settings)];
        var answer = await RunAsync("pg_ctl", arguments, cancellationToken);
        return (answer, answer.Succeeded ? "" : LogSince(before));
    }

    private string LogSince(long position)
    {
        if (!File.Exists(_directory.Log))
        {
            return "";
        }

        using var log = File.OpenRead(_directory.Log);
        log.Position = Math.Min(position, log.Length);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    private Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        _account.RunAsync(_installation.Program(program), arguments, _directory.Home, _directory.Cluster, cancellationToken);
}
