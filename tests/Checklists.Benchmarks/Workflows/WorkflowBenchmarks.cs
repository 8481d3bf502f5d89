using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Checklists.Workflows.Storage;
using Npgsql;

namespace Checklists.Benchmarks.Workflows;

/// <summary>
/// What the workflow runtime costs: time and memory per instance without a database; instances per second, statements and commits
/// with one. Rates depend on the machine, so each run also prints them as multiples of an empty commit on the same database.
/// </summary>
public static class WorkflowBenchmarks
{
    private const string Steps =
        """
        {"id":"a","type":"Elsa.SetVariable","variable":{"id":"vN"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"return getN() + 1"}}},
        {"id":"b","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"return 'village ' + getN()"}}},
        {"id":"d","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"return getN() > 0"}}},
        """;

    private static readonly WorkflowDefinition Five = Define(
        "five",
        Steps + """{"id":"c","type":"Elsa.WriteLine"},{"id":"e","type":"Elsa.SetName","value":{"typeName":"String","expression":{"type":"Literal","value":"done"}}}""",
        """{"source":"a","target":"b"},{"source":"b","target":"d"},{"source":"d","sourcePort":"True","target":"c"},{"source":"c","target":"e"}""");

    private static readonly WorkflowDefinition Waiting = Define(
        "waiting",
        """{"id":"t","type":"Elsa.RunTask","taskName":{"typeName":"String","expression":{"type":"Literal","value":"task"}}},{"id":"z","type":"Elsa.WriteLine"}""",
        """{"source":"t","target":"z"}""");

    /// <summary>Runs all measurements.</summary>
    /// <param name="output">Takes the figures, one a line.</param>
    /// <param name="connectionString">An empty database of a superuser; null leaves the database out.</param>
    public static async Task RunAsync(TextWriter output, string? connectionString)
    {
        await InMemoryAsync(output);
        if (connectionString is not null)
        {
            await OnDatabaseAsync(output, connectionString);
        }
    }

    private static async Task InMemoryAsync(TextWriter output)
    {
        const int Count = 5_000;
        var environment = new BurstEnvironment
        {
            Now = DateTimeOffset.UnixEpoch,
            NewId = () => "id",
            Activities = new ActivityRegistry(),
            Expressions = new ExpressionEvaluator(),
            FindDefinition = _ => null,
        };
        await RunBurstsAsync(environment, 500);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        await RunBurstsAsync(environment, Count);
        Write(output, "five activities in memory, CPU per instance (ms)", (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Count);
        Write(output, "five activities in memory, allocated per instance (KiB)", (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / Count);
    }

    private static async Task RunBurstsAsync(BurstEnvironment environment, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var burst = new Burst(InstanceState.Create("i", Five, null, null), Five, environment);
            await burst.RunAsync(int.MaxValue, CancellationToken.None, CancellationToken.None);
            burst.State.ToBytes();
        }
    }

    private static async Task OnDatabaseAsync(TextWriter output, string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true, MaxPoolSize = 40 }.ConnectionString);
        await ExecuteAsync(database, WorkflowSchema.Sql);
        await ExecuteAsync(database, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements; CREATE TABLE tick (n bigint)");
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry());
        await runtime.PublishDefinitionsAsync([Five, Waiting]);
        var commit = await RateAsync(300, _ => ExecuteAsync(database, "INSERT INTO tick VALUES (1)"), 1);
        Write(output, "empty commits per second, one at a time", commit);

        await RateAsync(200, _ => StartAndRunAsync(runtime, "five"), 1);
        await CountedAsync(output, database, "five activities, one by one", 1_000, count => RateAsync(count, _ => StartAndRunAsync(runtime, "five"), 1), commit);
        await CountedAsync(output, database, "five activities, eight at once", 2_000, count => RateAsync(count, _ => StartAndRunAsync(runtime, "five"), 8), commit);
        await CountedAsync(output, database, "five activities, batched", 5_000, count => BatchRateAsync(runtime, count), commit);
        await CountedAsync(output, database, "start, wait, resume, one by one", 1_000, count => RateAsync(count, _ => RoundTripAsync(runtime), 1), commit);
        await CountedAsync(output, database, "start, wait, resume, eight at once", 2_000, count => RateAsync(count, _ => RoundTripAsync(runtime), 8), commit);
    }

    private static async Task StartAndRunAsync(PostgresWorkflowRuntime runtime, string definitionId) =>
        await runtime.RunAsync(await runtime.StartAsync(definitionId, new JsonObject { ["village"] = "x" }));

    private static async Task RoundTripAsync(PostgresWorkflowRuntime runtime)
    {
        var id = await runtime.StartAsync("waiting");
        await runtime.RunAsync(id);

        // The workflow itself, the root and the task are the instance's numbers 1 to 3; the bookmark is its number 4.
        if (!await runtime.CompleteTaskAsync($"{id}-4", null))
        {
            throw new InvalidOperationException("The task was not open.");
        }
    }

    private static async Task<double> BatchRateAsync(PostgresWorkflowRuntime runtime, int count)
    {
        var watch = Stopwatch.StartNew();
        await runtime.StartManyAsync("five", [.. Enumerable.Repeat<(JsonObject?, string?)>((null, null), count)]);
        await runtime.RunPendingAsync();
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> RateAsync(int count, Func<int, Task> run, int atOnce)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (number, _) => await run(number));
        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task CountedAsync(TextWriter output, NpgsqlDataSource database, string name, int count, Func<int, Task<double>> measure, double commit)
    {
        await ExecuteAsync(database, "SELECT pg_stat_statements_reset()");
        var commits = await CommitsAsync(database);
        var cpu = Environment.CpuUsage.TotalTime;
        var rate = await measure(count);
        var spent = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / count;
        var statements = Convert.ToDouble(await ScalarAsync(database, "SELECT sum(calls) FROM pg_stat_statements AS s JOIN pg_database AS d ON d.oid = s.dbid WHERE d.datname = current_database()"), CultureInfo.InvariantCulture);
        Write(output, $"{name}: instances per second", rate);
        Write(output, $"{name}: as a multiple of empty commits", rate / commit);
        Write(output, $"{name}: CPU of this process per instance (ms)", spent);
        Write(output, $"{name}: statements per instance", statements / count);
        Write(output, $"{name}: writing transactions per instance", (await CommitsAsync(database) - commits) / count);
    }

    /// <summary>Transactions that wrote something, counted by the ids they were given; unlike the statistics, these do not lag behind.</summary>
    private static async Task<double> CommitsAsync(NpgsqlDataSource database) =>
        Convert.ToDouble(await ScalarAsync(database, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"), CultureInfo.InvariantCulture);

    private static async Task<object?> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static WorkflowDefinition Define(string id, string activities, string connections) => WorkflowDefinition.Parse(
        $$"""
        {"definitionId":"{{id}}","variables":[{"id":"vN","name":"N","typeName":"Int32","value":"0","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
         "root":{"id":"root","type":"Elsa.Flowchart","activities":[{{activities}}],"connections":[{{connections}}]} }
        """);

    private static void Write(TextWriter output, string name, double value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {value,10:0.00}"));
}
