using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Xunit;

namespace Checklists.Tests.Workflows;

/// <summary>The validator finds every kind of problem, and all of them at once.</summary>
public sealed class WorkflowValidatorTests
{
    [Fact]
    public void All_problems_are_reported_at_once_with_place_reason_and_remedy()
    {
        var problems = Validate(
            """
            {"id":"a","type":"Elsa.SetVariable","variable":{"id":"vNone"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"return getMissing() +"}}},
            {"id":"b","type":"Elsa.HttpEndpoint"},
            {"id":"c","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"three days"}}},
            {"id":"d","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Liquid","value":"x"}}},
            {"id":"e","type":"Elsa.WriteLine"}
            """,
            """{"source":"a","target":"b"},{"source":"b","target":"c"},{"source":"c","sourcePort":"Late","target":"d"}""");

        Assert.All(problems, problem => Assert.False(string.IsNullOrWhiteSpace(problem.Remedy)));
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[0].variable" && problem.Reason.Contains("vNone", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[0].value.expression" && problem.Reason.Contains("语法错误", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[1].type" && problem.Reason.Contains("不受支持", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[2].timeSpan.expression");
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[3].text.expression" && problem.Reason.Contains("Liquid", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "$.root.connections[2].source.port" && problem.Reason.Contains("Late", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Path == "$.root.activities[4]" && problem.Reason.Contains("到不了", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("return getMissing()", "getMissing")]
    [InlineData("return fetch('x')", "fetch")]
    public void A_script_that_uses_what_does_not_exist_is_an_error(string script, string name)
    {
        var problems = Validate($$"""{"id":"a","type":"Elsa.SetVariable","variable":{"id":"vN"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"{{script}}"} } }""", "");

        Assert.Contains(name, Assert.Single(problems, problem => problem.Severity == ProblemSeverity.Error).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_without_wait_or_way_out_is_an_error_and_one_with_a_way_out_is_not()
    {
        const string Step = """{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.WriteLine"}""";
        const string Decision = """{"id":"a","type":"Elsa.WriteLine"},{"id":"b","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"return getN() < 3"}}}""";

        Assert.Contains(Validate(Step, """{"source":"a","target":"b"},{"source":"b","target":"a"}"""), problem => problem.Reason.Contains("无休止", StringComparison.Ordinal));
        Assert.Empty(Validate(Decision, """{"source":"a","target":"b"},{"source":"b","sourcePort":"True","target":"a"}"""));
    }

    [Fact]
    public void A_join_that_an_untaken_port_starves_is_a_warning_and_a_decision_before_the_fork_is_not()
    {
        const string Decision = """{"id":"d","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"}}}""";
        const string Fork = """{"id":"f","type":"Elsa.FlowFork","branches":{"typeName":"Object","expression":{"type":"Object","value":"[\"A\",\"B\"]"}}}""";
        const string Join = """{"id":"j","type":"Elsa.FlowJoin","mode":{"typeName":"Object","expression":{"type":"Literal","value":"WaitAll"}}}""";

        var starved = Validate($"{Fork},{Decision},{Join}", """{"source":"f","sourcePort":"A","target":"j"},{"source":"f","sourcePort":"B","target":"d"},{"source":"d","sourcePort":"True","target":"j"}""");
        var fine = Validate($"{Decision},{Fork},{Join}", """{"source":"d","sourcePort":"True","target":"f"},{"source":"f","sourcePort":"A","target":"j"},{"source":"f","sourcePort":"B","target":"j"}""");

        Assert.Contains("WaitAllActive", Assert.Single(starved).Remedy, StringComparison.Ordinal);
        Assert.Equal(ProblemSeverity.Warning, starved[0].Severity);
        Assert.Empty(fine);
    }

    [Fact]
    public void A_variable_that_Elsa_would_lose_at_a_suspension_is_a_warning()
    {
        var problems = Validate("""{"id":"e","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}}""", "", storage: "");

        Assert.Contains("Elsa 会丢失", Assert.Single(problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_cannot_be_read_says_where()
    {
        var exception = Assert.Throws<WorkflowDefinitionException>(() => WorkflowDefinition.Parse("""{"definitionId":"x","root":{"id":"root","type":"Elsa.Flowchart","activities":[],"connections":[{"source":"a","target":"b"}]}}""", "x.json"));

        Assert.Equal(["$.root.connections[0].source", "$.root.connections[0].target"], exception.Problems.Select(problem => problem.Path));
        Assert.All(exception.Problems, problem => Assert.Equal("x.json", problem.File));
    }

    private static IReadOnlyList<WorkflowProblem> Validate(string activities, string connections, string storage = "WorkflowInstanceStorageDriver") => WorkflowValidator.Validate(
        WorkflowDefinition.Parse(
            $$"""
            {"definitionId":"t","variables":[{"id":"vN","name":"N","typeName":"Int32","value":"0","storageDriverTypeName":"{{storage}}"}],
             "root":{"id":"root","type":"Elsa.Flowchart","activities":[{{activities}}],"connections":[{{connections}}]} }
            """,
            "t.json"),
        new ActivityRegistry());
}
