using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Journal;
using Checklists.Workflows.Storage;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;
using static Checklists.IntegrationTests.Workflows.DefinitionBuilder;

namespace Checklists.IntegrationTests.Workflows;

/// <summary>Nothing is lost and nothing is done twice: concurrent resumes, crashes at every commit, retries, early stimuli, stops.</summary>
public sealed class DurabilityTests(WorkflowDatabase cluster) : IClassFixture<WorkflowDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hundred_instances_with_five_bookmarks_each_resumed_at_once_from_two_runtimes_all_finish_and_each_resume_counts_once()
    {
        const int Instances = 100;
        await using var database = await LedgerAsync();
        var desk = new TaskDesk();
        await using var first = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]), tasks: desk);
        await using var second = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        await first.PublishDefinitionsAsync([FiveBranches()], Cancellation);
        await first.StartManyAsync("five", [.. Enumerable.Repeat<(JsonObject?, string?)>((null, null), Instances)], Cancellation);
        await first.RunPendingAsync(Cancellation);
        Assert.Equal(5 * Instances, desk.Tasks.Count);

        var accepted = 0;
        var completions = desk.Tasks.SelectMany(task => new[] { (first, task), (second, task) }).ToArray();
        new Random(11).Shuffle(completions);
        await Parallel.ForEachAsync(completions, new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Cancellation }, async (completion, cancellationToken) =>
        {
            if (await completion.Item1.CompleteTaskAsync(completion.task.TaskId, null, cancellationToken))
            {
                Interlocked.Increment(ref accepted);
            }
        });

        var finished = await first.ListInstancesAsync(new InstanceFilter { Status = WorkflowStatus.Finished, Limit = 1000 }, Cancellation);
        var ledger = await RuntimeTests.ReadLedgerAsync(database);
        Assert.Equal((Instances, 5 * Instances, 5 * Instances, 5 * Instances), (finished.Count, accepted, ledger.Count, ledger.Distinct().Count()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_connection_that_dies_at_a_commit_loses_nothing_and_doubles_nothing(int commit)
    {
        await using var database = await LedgerAsync();
        await ExecuteAsync(database, $"""
            CREATE SEQUENCE commits;
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('commits') = {commit} THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF; RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER die AFTER UPDATE ON workflow_instance DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die();
            """);
        await using var doomed = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        await doomed.PublishDefinitionsAsync([ThreeLedgerRows()], Cancellation);
        var id = await doomed.StartAsync("three", null, null, null, Cancellation);
        var crash = await Record.ExceptionAsync(() => doomed.RunAsync(id, Cancellation));

        await using var survivor = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        await survivor.RecoverAsync(Cancellation);

        Assert.Equal(commit <= 3, crash is NpgsqlException);
        Assert.Equal(WorkflowStatus.Finished, (await survivor.GetInstanceAsync(id, Cancellation))!.Status);
        Assert.Equal(["1", "2", "3"], await RuntimeTests.ReadLedgerAsync(database));
        var journal = await survivor.GetJournalAsync(id, Cancellation);
        Assert.Equal(["a", "b", "c", "root", "Workflow1"], journal.Where(entry => entry.Event == JournalEvent.Completed).Select(entry => entry.ActivityId));
    }

    [Fact]
    public async Task A_failing_activity_is_rolled_back_tried_again_with_pauses_becomes_an_incident_and_goes_on_after_a_retry()
    {
        await using var database = await LedgerAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var flaky = new Flaky();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry([flaky]), clock: clock);
        await runtime.PublishDefinitionsAsync([new DefinitionBuilder("flaky").Variable("Log", "String", "-").Then(Activity("Test.Flaky", "f")).Then(Set("z", "Log", "return 'done'")).Build()], Cancellation);
        var id = await runtime.StartAsync("flaky", null, null, null, Cancellation);
        await runtime.RunAsync(id, Cancellation);

        Assert.Equal(clock.GetUtcNow().AddSeconds(5), await runtime.NextTimerAsync(Cancellation));
        Assert.Equal(0, await runtime.FireDueTimersAsync(Cancellation));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await runtime.FireDueTimersAsync(Cancellation));
        var failed = (await runtime.GetInstanceAsync(id, Cancellation))!;
        Assert.Equal((WorkflowStatus.Faulted, 2), (failed.Status, Assert.Single(failed.State.Incidents).Attempts));
        Assert.Empty(await RuntimeTests.ReadLedgerAsync(database));
        Assert.Single(await runtime.ListInstancesAsync(new InstanceFilter { OnlyWithIncidents = true }, Cancellation));

        flaky.IsRepaired = true;
        Assert.True(await runtime.RetryAsync(id, Cancellation));
        Assert.Equal(WorkflowStatus.Finished, (await runtime.GetInstanceAsync(id, Cancellation))!.Status);
        Assert.Equal(["attempt 3"], await RuntimeTests.ReadLedgerAsync(database));
        Assert.Equal([1, 2, 3], flaky.Attempts);
    }

    [Fact]
    public async Task An_event_that_comes_early_waits_for_its_bookmark_and_goes_to_the_right_instance_only()
    {
        await using var database = await cluster.CreateAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry());
        await runtime.PublishDefinitionsAsync([new DefinitionBuilder("wait").Variable("Got").Then(Event("e", "decided", "Got")).Build()], Cancellation);
        await runtime.PublishEventAsync("decided", "c-2", new JsonObject { ["n"] = 2 }, Cancellation);
        var other = await runtime.StartAsync("wait", null, "c-1", null, Cancellation);
        var right = await runtime.StartAsync("wait", null, "c-2", null, Cancellation);
        await runtime.RunPendingAsync(Cancellation);

        Assert.Equal(WorkflowStatus.Suspended, (await runtime.GetInstanceAsync(other, Cancellation))!.Status);
        var resumed = (await runtime.GetInstanceAsync(right, Cancellation))!;
        Assert.Equal((WorkflowStatus.Finished, 2), (resumed.Status, (int)resumed.State.Variables["Got"]!["n"]!));

        await runtime.PublishEventAsync("decided", null, null, Cancellation);
        Assert.Equal(WorkflowStatus.Finished, (await runtime.GetInstanceAsync(other, Cancellation))!.Status);
    }

    [Fact]
    public async Task Events_and_their_bookmarks_that_meet_at_the_same_moment_never_miss_each_other()
    {
        await using var database = await cluster.CreateAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry());
        await runtime.PublishDefinitionsAsync([new DefinitionBuilder("meet").Then(Event("e", "met")).Build()], Cancellation);
        var ids = await runtime.StartManyAsync("meet", [.. Enumerable.Range(0, 60).Select(n => ((JsonObject?)null, (string?)$"c-{n}"))], Cancellation);

        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Cancellation }, async (n, cancellationToken) =>
            await Task.WhenAll(runtime.RunAsync(ids[n], cancellationToken), runtime.PublishEventAsync("met", $"c-{n}", null, cancellationToken)));
        await runtime.RunPendingAsync(Cancellation);

        Assert.Equal(60, (await runtime.ListInstancesAsync(new InstanceFilter { Status = WorkflowStatus.Finished, Limit = 100 }, Cancellation)).Count);
    }

    [Fact]
    public async Task Children_report_to_their_parent_and_are_cancelled_with_it()
    {
        await using var database = await LedgerAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger()]));
        var dispatch = Activity("Elsa.DispatchWorkflow", "c", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal(true)), ("input", Script("return { village: 'x' }")), ("result", Into("R")));
        var execute = Activity("Elsa.ExecuteWorkflow", "x", ("workflowDefinitionId", Literal("quick")), ("waitForCompletion", Literal(true)), ("result", Into("Q")));
        await runtime.PublishDefinitionsAsync(
            [
                new DefinitionBuilder("parent").Variable("R").Variable("Q").Then(execute).Then(dispatch).Build(),
                new DefinitionBuilder("quick").Then(Activity("Test.WriteLedger", "w", ("text", Literal("quick")))).Then(Activity("Elsa.SetOutput", "o", ("outputName", Literal("Q")), ("outputValue", Literal("q")))).Build(),
                new DefinitionBuilder("child").Then(Event("e", "go")).Then(Activity("Elsa.SetOutput", "o", ("outputName", Literal("Y")), ("outputValue", Script("return getInput('village') + 'y'")))).Build(),
            ],
            Cancellation);
        var done = await runtime.StartAsync("parent", null, null, null, Cancellation);
        await runtime.RunAsync(done, Cancellation);
        await runtime.PublishEventAsync("go", null, null, Cancellation);

        var parent = (await runtime.GetInstanceAsync(done, Cancellation))!;
        Assert.Equal(WorkflowStatus.Finished, parent.Status);
        Assert.Equal(("xy", "q"), ((string?)parent.State.Variables["R"]!["Y"], (string?)parent.State.Variables["Q"]!["Output"]!["Q"]));
        Assert.Equal(["quick"], await RuntimeTests.ReadLedgerAsync(database));

        var cancelled = await runtime.StartAsync("parent", null, null, null, Cancellation);
        await runtime.RunAsync(cancelled, Cancellation);
        Assert.True(await runtime.CancelAsync(cancelled, Cancellation));
        Assert.False(await runtime.CancelAsync(cancelled, Cancellation));
        Assert.Equal(2, (await runtime.ListInstancesAsync(new InstanceFilter { Status = WorkflowStatus.Cancelled }, Cancellation)).Count);
        Assert.Empty(await runtime.ListInstancesAsync(new InstanceFilter { Status = WorkflowStatus.Suspended }, Cancellation));
    }

    [Fact]
    public async Task An_orderly_stop_finishes_the_step_and_the_next_node_goes_on()
    {
        await using var database = await LedgerAsync();
        var gate = new Gate();
        var stopping = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger(), gate]));
        await stopping.PublishDefinitionsAsync([new DefinitionBuilder("stop").Then(Activity("Test.Gate", "g")).Then(Activity("Test.WriteLedger", "w", ("text", Literal("after")))).Build()], Cancellation);
        var id = await stopping.StartAsync("stop", null, null, null, Cancellation);
        var run = stopping.RunAsync(id, Cancellation);
        await gate.Entered;
        var stop = stopping.StopAsync(Cancellation);
        gate.Open();
        await Task.WhenAll(run, stop);

        Assert.Equal(WorkflowStatus.Interrupted, (await stopping.GetInstanceAsync(id, Cancellation))!.Status);
        Assert.Empty(await RuntimeTests.ReadLedgerAsync(database));
        await using var next = new PostgresWorkflowRuntime(database, new ActivityRegistry([new WriteLedger(), gate]));
        await next.RecoverAsync(Cancellation);
        Assert.Equal(["after"], await RuntimeTests.ReadLedgerAsync(database));
    }

    [Fact]
    public async Task A_suspended_instance_moves_to_a_new_version_only_when_everything_it_stands_in_exists_there()
    {
        await using var database = await cluster.CreateAsync();
        await using var runtime = new PostgresWorkflowRuntime(database, new ActivityRegistry());
        await runtime.PublishDefinitionsAsync([Version("old", "e", "return 'old'")], Cancellation);
        var id = await runtime.StartAsync("versions", null, null, null, Cancellation);
        await runtime.RunAsync(id, Cancellation);

        await runtime.PublishDefinitionsAsync([Version("renamed", "e2", "return 'renamed'")], Cancellation);
        Assert.Contains("Workflow1:root:e", Assert.Single(await runtime.MoveToCurrentVersionAsync(id, Cancellation)), StringComparison.Ordinal);
        await runtime.PublishDefinitionsAsync([Version("new", "e", "return 'new'")], Cancellation);
        Assert.Empty(await runtime.MoveToCurrentVersionAsync(id, Cancellation));
        await runtime.PublishEventAsync("go", null, null, Cancellation);

        var moved = (await runtime.GetInstanceAsync(id, Cancellation))!;
        Assert.Equal((WorkflowStatus.Finished, "new", "new"), (moved.Status, moved.Definition.Name, (string?)moved.State.Variables["Log"]));
        Assert.Contains(await runtime.GetJournalAsync(id, Cancellation), entry => entry.Event == JournalEvent.Migrated);
    }

    private static WorkflowDefinition Version(string name, string eventId, string script) =>
        new DefinitionBuilder("versions").Variable("Log", "String", "-").Then(Event(eventId, "go")).Then(Set("z", "Log", script)).Build(name);

    private static WorkflowDefinition ThreeLedgerRows()
    {
        var builder = new DefinitionBuilder("three");
        foreach (var (id, text) in new[] { ("a", "1"), ("b", "2"), ("c", "3") })
        {
            builder.Then(Activity("Test.WriteLedger", id, ("text", Literal(text))));
        }

        return builder.Build();
    }

    private static WorkflowDefinition FiveBranches()
    {
        string[] branches = ["A", "B", "C", "D", "E"];
        var builder = new DefinitionBuilder("five").Then(Fork("f", branches));
        foreach (var branch in branches)
        {
            builder.Then(Activity("Elsa.RunTask", $"t{branch}", ("taskName", Literal(branch))), $"f.{branch}");
            builder.Then(Activity("Test.WriteLedger", $"w{branch}", ("text", Script($"return getWorkflowInstanceId() + '{branch}'"))), $"t{branch}");
        }

        return builder.Then(Join("j", "WaitAll"), [.. branches.Select(branch => $"w{branch}")]).Build();
    }

    private async Task<NpgsqlDataSource> LedgerAsync()
    {
        var database = await cluster.CreateAsync();
        await ExecuteAsync(database, "CREATE TABLE ledger (id bigint GENERATED ALWAYS AS IDENTITY, text text NOT NULL)");
        return database;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Writes, then fails until it is repaired; one more attempt after five seconds.</summary>
    private sealed class Flaky : HostActivity
    {
        private readonly ConcurrentQueue<int> _attempts = new();

        public bool IsRepaired { get; set; }

        public IReadOnlyCollection<int> Attempts => _attempts;

        public override string Type => "Test.Flaky";

        public override RetryPolicy Retry => new([TimeSpan.FromSeconds(5)]);

        public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
        {
            _attempts.Enqueue(context.Attempt);
            await RuntimeTests.WriteLedgerAsync(context.Connection!, $"attempt {context.Attempt}", cancellationToken);
            if (!IsRepaired)
            {
                throw new InvalidOperationException("The printer is out of paper.");
            }
        }
    }

    /// <summary>Stays inside until it is opened.</summary>
    private sealed class Gate : HostActivity
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public override string Type => "Test.Gate";

        public void Open() => _opened.TrySetResult();

        public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
        {
            _entered.TrySetResult();
            await _opened.Task.WaitAsync(cancellationToken);
        }
    }
}
