using Checklists.IntegrationTests.Platform;
using Npgsql;
using Xunit;

namespace Checklists.CrashTests;

/// <summary>kill -9 of the real server in the middle of the weekly run.</summary>
public sealed class WeeklyRunCrashTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Started_again_the_run_finishes_by_itself_with_one_certificate_a_village_and_one_mail_a_township()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancel);
        using var scratch = new ScratchDirectory();
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__Checklists"] = database.ConnectionString,
            ["Checklists__DataDirectory"] = scratch["demo"],
        };
        await using var db = NpgsqlDataSource.Create(database.ConnectionString);

        await using (var first = ServerProcess.Start(["demo", "--once", "--data", scratch["demo"]], environment))
        {
            await UntilAsync(db, "select count(*) >= 4 from township_runs where completed_at is not null");
            first.Kill();
            await first.WaitForExitAsync(Cancel);
        }

        Assert.Equal("running", await ScalarAsync<string>(db, "select case status when 0 then 'running' else 'sealed' end from compliance_runs"));
        await using var second = ServerProcess.Start(["serve", "--port", FreePort.Next().ToString(System.Globalization.CultureInfo.InvariantCulture)], environment);
        await UntilAsync(db, "select count(*) = 1 from compliance_runs where status = 1");
        await UntilAsync(db, "select count(*) = 19 from outbox_mails where status = 1");

        Assert.Equal(19L, await ScalarAsync<long>(db, "select count(*) from township_runs where completed_at is not null"));
        Assert.Equal(19L, await ScalarAsync<long>(db, "select count(distinct region_code) from outbox_mails"));
        Assert.Equal(224L, await ScalarAsync<long>(db, "select count(*) from village_runs"));
        Assert.Equal(
            await ScalarAsync<long>(db, "select count(*) from submissions where status <> 3"),
            await ScalarAsync<long>(db, "select count(*) from certificates"));
        Assert.Equal(19, Directory.GetFiles(scratch["demo/mail"], "*.eml").Length);
    }

    [Fact]
    public async Task Killed_while_lists_come_in_nothing_acknowledged_is_lost_and_every_line_has_one_current_verdict()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancel);
        using var scratch = new ScratchDirectory();
        var environment = new Dictionary<string, string?>
        {
            ["ConnectionStrings__Checklists"] = database.ConnectionString,
            ["Checklists__DataDirectory"] = scratch["demo"],
        };
        await using var db = NpgsqlDataSource.Create(database.ConnectionString);

        await using (var first = ServerProcess.Start(["demo", "--once", "--data", scratch["demo"]], environment))
        {
            await UntilAsync(db, "select count(*) >= 20 from submissions");
            first.Kill();
            await first.WaitForExitAsync(Cancel);
        }

        var taken = await ScalarAsync<long>(db, "select count(*) from submissions");
        var (exit, output) = await ServerProcess.RunAsync(["demo", "--once", "--data", scratch["demo"]], environment, Cancel);

        Assert.True(exit == 0, output);
        Assert.Contains("接着完成上次中断的示例县", output, StringComparison.Ordinal);
        Assert.True(await ScalarAsync<long>(db, "select count(*) from submissions") > taken);
        Assert.Equal(0L, await ScalarAsync<long>(db, "select count(*) from (select village_code from submissions group by 1 having count(*) > 1) twice"));
        Assert.Equal(
            await ScalarAsync<long>(db, "select count(*) from lines"),
            await ScalarAsync<long>(db, "select count(*) from verdicts where is_current"));
        Assert.Equal(0L, await ScalarAsync<long>(db, "select count(*) from submissions where status = 0"));
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    // The state to wait for is in another process's database: it can only be asked for again and again.
    private static async Task UntilAsync(NpgsqlDataSource db, string condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await HoldsAsync(db, condition))
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<bool> HoldsAsync(NpgsqlDataSource db, string condition)
    {
        try
        {
            return await ScalarAsync<bool>(db, condition);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
    }
}
