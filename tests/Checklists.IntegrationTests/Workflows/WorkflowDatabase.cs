using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Checklists.Workflows.Storage;
using Npgsql;
using Xunit;

namespace Checklists.IntegrationTests.Workflows;

/// <summary>A PostgreSQL cluster of its own for the workflow tests; each test takes a fresh database with the runtime's tables.</summary>
public sealed class WorkflowDatabase : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"workflow-tests-{Guid.NewGuid():N}");
    private readonly int _port = FreePort();
    private int _databases;

    /// <summary>Makes a database with the runtime's tables.</summary>
    public async Task<NpgsqlDataSource> CreateAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"workflow{Interlocked.Increment(ref _databases)}");
        await using (var server = NpgsqlDataSource.Create(ConnectionString("postgres")))
        await using (var create = server.CreateCommand($"CREATE DATABASE {name}"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var database = NpgsqlDataSource.Create(ConnectionString(name));
        await using var schema = database.CreateCommand(WorkflowSchema.Sql);
        await schema.ExecuteNonQueryAsync();
        return database;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_directory);
        if (Account is not null)
        {
            await RunAsync("chown", null, Account, _directory);
        }

        await RunAsync(Binary("initdb"), Account, "-D", Path.Combine(_directory, "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        await RunAsync(Binary("pg_ctl"), Account, "-D", Path.Combine(_directory, "data"), "-l", Path.Combine(_directory, "log"), "-w", "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200 -c shared_preload_libraries=pg_stat_statements", "start");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await RunAsync(Binary("pg_ctl"), Account, "-D", Path.Combine(_directory, "data"), "-m", "immediate", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private static string? Account => OperatingSystem.IsLinux() && Environment.UserName == "root" ? "postgres" : null;

    private static string Binary(string name) =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin", name)).First(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string file, string? account, params string[] arguments)
    {
        // The server keeps inherited pipes open, so its output goes nowhere.
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = "/", UserName = account };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=60;Max Auto Prepare=50;Auto Prepare Min Usages=2";
}
