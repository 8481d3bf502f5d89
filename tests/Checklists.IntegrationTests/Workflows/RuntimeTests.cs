using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Storage;
using Npgsql;
using Xunit;
using static Checklists.IntegrationTests.Workflows.DefinitionBuilder;

namespace Checklists.IntegrationTests.Workflows;

/// <summary>The runtime on a real PostgreSQL: starts, host activities, tasks, events, timers, cancellation.</summary>
public sealed class RuntimeTests(WorkflowDatabase cluster) : IClassFixture<WorkflowDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_activity_commits_its_change_with_the_step_and_the_workflow_goes_on()
    {
        await using var database = await LedgerAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        await runtime.PublishDefinitionsAsync(
            [
                new DefinitionBuilder("ledger").Variable("Village").Variable("Rows", "Int32")
                    .Then(Set("who", "Village", "return getInput('village')"))
                    .Then(Activity("Test.WriteLedger", "write", ("text", Script("return getVillage() + '村'")), ("rows", Into("Rows"))))
                    .Then(Set("after", "Village", "return getVillage() + getRows()"))
                    .Build(),
            ],
            Cancellation);

        var id = await runtime.StartAsync("ledger", new JsonObject { ["village"] = "青山口" }, "c-1", null, Cancellation);
        await runtime.RunAsync(id, Cancellation);

        var instance = await runtime.GetInstanceAsync(id, Cancellation);
        Assert.Equal(WorkflowStatus.Finished, instance!.Status);
        Assert.Equal("青山口1", (string?)instance.State.Variables["Village"]);
        Assert.Equal(["青山口村"], await ReadLedgerAsync(database));
    }

    [Fact]
    public async Task A_start_enlisted_in_a_rolled_back_transaction_leaves_nothing()
    {
        await using var database = await LedgerAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        await runtime.PublishDefinitionsAsync([new DefinitionBuilder("one").Then(Activity("Test.WriteLedger", "w", ("text", Literal("x")))).Build()], Cancellation);

        await using var connection = await database.OpenConnectionAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await runtime.StartAsync("one", null, null, transaction, Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Equal(0, await runtime.RunPendingAsync(Cancellation));
        Assert.Empty(await ReadLedgerAsync(database));
    }

    [Fact]
    public async Task Parallel_tasks_are_dispatched_after_the_commit_and_their_results_end_the_loop()
    {
        await using var database = await cluster.CreateAsync();
        var desk = new TaskDesk();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry(), tasks: desk);
        var body = Activity("Elsa.RunTask", "task", ("taskName", Literal("check")), ("payload", Script("return { village: getCurrentValue() }")), ("result", Into("Last")));
        await runtime.PublishDefinitionsAsync(
            [
                new DefinitionBuilder("parallel").Variable("Last").Variable("Done", "String", "no")
                    .Then(Activity("Elsa.ParallelForEach", "each", ("items", Script("return ['a','b','c']")), ("body", body)))
                    .Then(Set("end", "Done", "return 'yes ' + getLast().ok"))
                    .Build(),
            ],
            Cancellation);

        var id = await runtime.StartAsync("parallel", null, null, null, Cancellation);
        await runtime.RunAsync(id, Cancellation);
        Assert.Equal(["a", "b", "c"], desk.Tasks.Select(task => (string?)task.Payload!["village"]).Order());

        foreach (var task in desk.Tasks)
        {
            Assert.True(await runtime.CompleteTaskAsync(task.TaskId, new JsonObject { ["ok"] = true }, Cancellation));
        }

        var instance = await runtime.GetInstanceAsync(id, Cancellation);
        Assert.Equal(WorkflowStatus.Finished, instance!.Status);
        Assert.Equal("yes true", (string?)instance.State.Variables["Done"]);
        Assert.False(await runtime.CompleteTaskAsync(desk.Tasks.First().TaskId, null, Cancellation));
    }

    [Fact]
    public async Task A_decision_enlisted_with_the_callers_change_resumes_after_the_commit()
    {
        await using var database = await LedgerAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry([new AskReviewer()]));
        await runtime.PublishDefinitionsAsync(
            [new DefinitionBuilder("review").Variable("Verdict").Then(Activity("Test.AskReviewer", "ask", ("line", Literal("17")), ("verdict", Into("Verdict")))).Build()],
            Cancellation);
        var id = await runtime.StartAsync("review", null, null, null, Cancellation);
        await runtime.RunAsync(id, Cancellation);

        await using var connection = await database.OpenConnectionAsync(Cancellation);
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await WriteLedgerAsync(connection, "decided", Cancellation);
            await runtime.ResumeAsync("Test.Review", "17", new JsonObject { ["verdict"] = "primary" }, transaction, Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(1, await runtime.RunPendingAsync(Cancellation));
        var instance = await runtime.GetInstanceAsync(id, Cancellation);
        Assert.Equal(WorkflowStatus.Finished, instance!.Status);
        Assert.Equal("primary", (string?)instance.State.Variables["Verdict"]);
    }

    private async Task<NpgsqlDataSource> LedgerAsync()
    {
        var database = await cluster.CreateAsync();
        await using var create = database.CreateCommand("CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY, text text NOT NULL)");
        await create.ExecuteNonQueryAsync();
        return database;
    }

    internal static async Task WriteLedgerAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("INSERT INTO ledger (text) VALUES ($1)", connection) { Parameters = { new() { Value = text } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task<List<string>> ReadLedgerAsync(NpgsqlDataSource database)
    {
        var texts = new List<string>();
        await using var command = database.CreateCommand("SELECT text FROM ledger ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private sealed class AskReviewer : HostActivity
    {
        public override string Type => "Test.AskReviewer";

        public override IReadOnlyList<string> Inputs => ["line"];

        public override IReadOnlyList<string> Outputs => ["verdict"];

        public override bool Waits => true;

        public override ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
        {
            context.Suspend("Test.Review", context.Input<string>("line")!);
            return ValueTask.CompletedTask;
        }

        public override ValueTask ResumeAsync(HostActivityContext context, JsonNode? payload, CancellationToken cancellationToken)
        {
            context.SetOutput("verdict", (string?)payload!["verdict"]);
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>Writes a row in the step's transaction.</summary>
internal sealed class WriteLedger : HostActivity
{
    public override string Type => "Test.WriteLedger";

    public override IReadOnlyList<string> Inputs => ["text"];

    public override IReadOnlyList<string> Outputs => ["rows"];

    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        await RuntimeTests.WriteLedgerAsync(context.Connection!, context.Input<string>("text")!, cancellationToken);
        context.SetOutput("rows", 1);
    }
}

/// <summary>Keeps the tasks it is given.</summary>
internal sealed class TaskDesk : IWorkflowTaskDispatcher
{
    private readonly ConcurrentDictionary<string, WorkflowTask> _tasks = new();

    public IReadOnlyCollection<WorkflowTask> Tasks => [.. _tasks.Values];

    public ValueTask DispatchAsync(WorkflowTask task, CancellationToken cancellationToken)
    {
        _tasks.TryAdd(task.TaskId, task);
        return ValueTask.CompletedTask;
    }
}
