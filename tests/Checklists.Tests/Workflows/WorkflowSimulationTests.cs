using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Checklists.Server.Cli;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Drawing;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Simulation;
using Xunit;

namespace Checklists.Tests.Workflows;

/// <summary>What the golden cases do not show: limits of scripts, cron, triggers, breaks, joins, the verbs, the drawing.</summary>
public sealed class WorkflowSimulationTests
{
    private static readonly ActivityRegistry Activities = new();

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("let a = []; while (true) a.push('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'.repeat(1000))")]
    [InlineData("function f() { return f() } return f()")]
    [InlineData("return new Array(2000000).fill(1)")]
    [InlineData("return eval('1')")]
    [InlineData("let a = {}; a.a = a; return a")]
    [InlineData("return System.IO.File.ReadAllText('/etc/hostname')")]
    public async Task A_script_beyond_its_limits_becomes_an_incident(string script)
    {
        var instance = await StartAsync(Set("a", "N", script), "");

        Assert.Equal(WorkflowStatus.Faulted, instance.State.Status);
        Assert.Equal("Failed to evaluate activity input 'Value'", Assert.Single(instance.State.Incidents).Message);
    }

    [Fact]
    public async Task A_script_leaves_nothing_behind_for_the_next()
    {
        var instance = await StartAsync($"{Set("a", "N", "globalThis.left = 1; getN = () => 7; return 1")},{Set("b", "Log", "return typeof left + ' ' + getN()")}", Line("a", "b"));

        Assert.Equal("undefined 1", (string?)instance.State.Variables["Log"]);
    }

    [Fact]
    public async Task Values_keep_their_kind_over_a_suspension()
    {
        var runner = new SimulatedRunner([Define($"{Set("a", "O", "return { n: 1.5, d: new Date(0), t: '村', l: [true, null] }")},{Event("e", "go")},{Set("b", "Log", "let o = getO(); return o.n + 0.5 + ' ' + o.d + ' ' + o.t + ' ' + o.l.length")}", Line("a", "e", "b"))], Activities);
        var instance = await runner.StartAsync("t");
        await runner.PublishAsync("go", null, null);

        Assert.Equal("2 1970-01-01T00:00:00.0000000Z 村 2", (string?)instance.State.Variables["Log"]);
    }

    [Fact]
    public async Task A_join_that_waits_for_any_runs_once_even_when_a_branch_begins_to_wait_just_before_it()
    {
        var fork = """{"id":"f","type":"Elsa.FlowFork","branches":{"typeName":"Object","expression":{"type":"Object","value":"[\"A\",\"B\"]"}}}""";
        var join = """{"id":"j","type":"Elsa.FlowJoin","mode":{"typeName":"Object","expression":{"type":"Literal","value":"WaitAny"}}}""";
        var instance = await StartAsync(
            $"{fork},{Set("a", "Log", "return getLog() + 'a'")},{Event("e", "never")},{join},{Set("z", "Log", "return getLog() + 'z'")}",
            """{"source":"f","sourcePort":"A","target":"a"},{"source":"f","sourcePort":"B","target":"e"},{"source":"a","target":"j"},{"source":"e","target":"j"},{"source":"j","target":"z"}""");

        Assert.Equal("-az", (string?)instance.State.Variables["Log"]);
        Assert.Equal(WorkflowStatus.Finished, instance.State.Status);
    }

    [Fact]
    public async Task End_withdraws_what_other_branches_had_queued()
    {
        var fork = """{"id":"f","type":"Elsa.FlowFork","branches":{"typeName":"Object","expression":{"type":"Object","value":"[\"A\",\"B\"]"}}}""";
        var instance = await StartAsync(
            $$"""{{fork}},{"id":"end","type":"Elsa.End"},{{Set("b", "Log", "return getLog() + 'b'")}}""",
            """{"source":"f","sourcePort":"A","target":"end"},{"source":"f","sourcePort":"B","target":"b"}""");

        Assert.Equal("-", (string?)instance.State.Variables["Log"]);
    }

    [Fact]
    public async Task Break_leaves_the_innermost_loop()
    {
        var body = $$"""{"id":"s","type":"Elsa.Sequence","activities":[{{Set("b", "Log", "return getLog() + getCurrentValue()")}},{"id":"if","type":"Elsa.If","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"return getCurrentValue() == 2"} },"then":{"id":"br","type":"Elsa.Break"} }]}""";
        var loop = $$"""{"id":"for","type":"Elsa.For","start":{"typeName":"Int32","expression":{"type":"Literal","value":"1"} },"end":{"typeName":"Int32","expression":{"type":"Literal","value":"9"} },"body":{{body}} }""";
        var instance = await StartAsync($"{loop},{Set("z", "Log", "return getLog() + 'z'")}", Line("for", "z"));

        Assert.Equal("-12z", (string?)instance.State.Variables["Log"]);
    }

    [Fact]
    public async Task An_event_starts_the_workflow_it_triggers_and_is_its_result()
    {
        var trigger = """{"id":"e","type":"Elsa.Event","customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"filed"}},"result":{"typeName":"Object","memoryReference":{"id":"vO"}}}""";
        var runner = new SimulatedRunner([Define($"{trigger},{Set("z", "Log", "return getO().village")}", Line("e", "z"))], Activities);
        await runner.PublishAsync("filed", "c-7", new JsonObject { ["village"] = "青山口" });

        var instance = Assert.Single(runner.Instances);
        Assert.Equal(("青山口", "c-7"), ((string?)instance.State.Variables["Log"], instance.State.CorrelationId));
    }

    [Fact]
    public async Task A_number_that_is_none_is_an_incident_that_says_so()
    {
        var instance = await StartAsync(Set("a", "N", "return 'three'"), "");

        Assert.Contains("'N' cannot take \"three\"", Assert.Single(instance.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 18 * * 5", "2026-11-22T12:00:00Z", "2026-11-27T18:00:00+08:00")]
    [InlineData("30 0 9 1 JAN ?", "2026-11-22T12:00:00Z", "2027-01-01T09:00:30+08:00")]
    [InlineData("*/20 8-9 * * MON-FRI", "2026-11-20T01:50:00Z", "2026-11-23T08:00:00+08:00")]
    [InlineData("0 0 29 2 *", "2026-11-22T12:00:00Z", "2028-02-29T00:00:00+08:00")]
    public void Cron_finds_the_next_time_on_the_zones_clocks(string expression, string after, string expected)
    {
        var next = CronSchedule.Parse(expression).Next(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), next);
    }

    [Theory]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("x * * * *")]
    [InlineData("0 0 31 2 *")]
    public void Cron_refuses_what_never_comes(string expression) =>
        Assert.Throws<FormatException>(() => CronSchedule.Parse(expression).Next(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));

    [Fact]
    public void The_picture_is_well_formed_and_shows_who_waits()
    {
        var definition = Define($"{Event("e", "go")},{Set("z", "Log", "return '<&>'")}", Line("e", "z"));
        var svg = XDocument.Parse(WorkflowDrawing.ToSvg(definition, new Dictionary<string, long> { ["Workflow1:root:e"] = 17 }));

        XNamespace names = "http://www.w3.org/2000/svg";
        Assert.Equal(["Workflow1:root:e", "Workflow1:root:z"], svg.Descendants(names + "g").Attributes("data-activity").Select(attribute => attribute.Value));
        Assert.Contains(svg.Descendants(names + "text"), text => text.Value == "17");
        Assert.Single(svg.Descendants(names + "path"), path => path.Attribute("marker-end") is not null);
    }

    [Fact]
    public async Task The_verbs_run_cases_and_report_problems()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var definition = $$"""{"definitionId":"t","variables":[],"root":{"id":"root","type":"Elsa.Flowchart","activities":[{"id":"a","type":"Elsa.WriteLine"}],"connections":[]} }""";
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, "case.json"), $$"""{"name":"one","definitions":[{{definition}}],"script":[{"start":{} }]}""", TestContext.Current.CancellationToken);
            using var output = new StringWriter();
            using var error = new StringWriter();

            Assert.Equal(0, WorkflowCommands.RunCases(directory.FullName, Activities, output, error));
            Assert.Equal("""{"name":"one","status":"Finished","subStatus":"Finished","completed":["a","root","Workflow1"],"outcomes":{},"variables":{},"output":{},"bookmarks":[[]],"incidents":[]}""", output.ToString().Trim());
            Assert.Equal(1, WorkflowCommands.Validate(directory.FullName, Activities, output, error));
            Assert.Equal(2, WorkflowCommands.Validate(Path.Combine(directory.FullName, "none"), Activities, output, error));
            Assert.Equal(2, WorkflowCommands.Run(Path.Combine(directory.FullName, "none"), "none", Activities, output, error));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<SimulatedInstance> StartAsync(string activities, string connections) => await new SimulatedRunner([Define(activities, connections)], Activities).StartAsync("t");

    private static WorkflowDefinition Define(string activities, string connections) => WorkflowDefinition.Parse(
        $$"""
        {"definitionId":"t","variables":[{"id":"vN","name":"N","typeName":"Int32","value":"0"},{"id":"vLog","name":"Log","typeName":"String","value":"-"},{"id":"vO","name":"O","typeName":"Object"}],
         "root":{"id":"root","type":"Elsa.Flowchart","activities":[{{activities}}],"connections":[{{connections}}]} }
        """);

    private static string Set(string id, string variable, string script) =>
        $$"""{"id":"{{id}}","type":"Elsa.SetVariable","variable":{"id":"v{{variable}}"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{script}}"} } }""";

    private static string Event(string id, string name) => $$"""{"id":"{{id}}","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"{{name}}"} } }""";

    private static string Line(params string[] ids) => string.Join(",", ids.Zip(ids.Skip(1), (from, to) => $$"""{"source":"{{from}}","target":"{{to}}"}"""));
}
