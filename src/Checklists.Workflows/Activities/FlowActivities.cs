using Checklists.Workflows.Definitions;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Activities;

/// <summary>Goes on by True or False.</summary>
internal sealed class FlowDecision : ImmediateActivity
{
    public static readonly IReadOnlyList<string> Both = ["True", "False"];

    public override string Type => "Elsa.FlowDecision";

    public override IReadOnlyList<ActivityInput> Inputs => [new("condition", IsRequired: true)];

    public override IReadOnlyList<string>? Ports(ActivityNode node) => Both;

    protected override void Execute(ActivityContext context) => context.Complete([context.Truth("condition") ? "True" : "False"]);
}

/// <summary>Goes on by the first case that holds, or by all that hold; by Default when none does.</summary>
internal sealed class FlowSwitch : ImmediateActivity
{
    public override string Type => "Elsa.FlowSwitch";

    public override IReadOnlyList<ActivityInput> Inputs => [new("mode")];

    public override IReadOnlyList<string>? Ports(ActivityNode node) => [.. node.Cases.Select(@case => @case.Label), "Default"];

    protected override void Execute(ActivityContext context)
    {
        var matching = context.Node.Cases
            .Where(@case => ValueConversion.ToBoolean(context.Environment.Expressions.Evaluate(@case.Condition, context.Scope)))
            .Select(@case => @case.Label)
            .ToList();
        var takesAll = context.Text("mode") is "MatchAny" or "1";
        context.Complete(matching.Count == 0 ? ["Default"] : takesAll ? matching : [matching[0]]);
    }
}

/// <summary>Goes on by several branches at once.</summary>
internal sealed class FlowFork : ImmediateActivity
{
    public override string Type => "Elsa.FlowFork";

    public override IReadOnlyList<ActivityInput> Inputs => [new("branches")];

    public override IReadOnlyList<string>? Ports(ActivityNode node) =>
        node.Inputs.TryGetValue("branches", out var branches) && branches.Kind is ExpressionKind.Literal or ExpressionKind.Json
            ? [.. ValueConversion.ToList(branches?.Value).Select(branch => branch is null ? "" : ValueConversion.ToText(branch))]
            : null;

    protected override void Execute(ActivityContext context)
    {
        var branches = context.Input("branches");
        context.Complete(branches is null ? Done : [.. ValueConversion.ToList(branches).Select(branch => branch is null ? "" : ValueConversion.ToText(branch))]);
    }
}

/// <summary>Brings branches together again. When it may run is decided by the flowchart; when it runs, branches still under way are given up.</summary>
internal sealed class FlowJoin : ImmediateActivity
{
    public const string TypeName = "Elsa.FlowJoin";

    public override string Type => TypeName;

    public override IReadOnlyList<ActivityInput> Inputs => [new("mode")];

    protected override void Execute(ActivityContext context)
    {
        if (context.Instance.Parent is { Flow: not null } flowchart)
        {
            Flowchart.CancelInboundBranches(new ActivityContext(context.Burst, flowchart), flowchart, context.Node);
        }

        context.Complete();
    }
}

/// <summary>Marks where a flowchart begins.</summary>
internal sealed class Start : ImmediateActivity
{
    public override string Type => "Elsa.Start";

    protected override void Execute(ActivityContext context) => context.Complete();
}

/// <summary>Ends its container.</summary>
internal sealed class End : ImmediateActivity
{
    public override string Type => "Elsa.End";

    public override bool IsTerminal => true;

    protected override void Execute(ActivityContext context) => context.Complete();
}

/// <summary>Ends the whole workflow at once, wherever it stands.</summary>
internal sealed class Finish : ImmediateActivity
{
    public override string Type => "Elsa.Finish";

    public override bool IsTerminal => true;

    protected override void Execute(ActivityContext context)
    {
        context.Burst.End(Execution.WorkflowStatus.Finished);
        context.Complete();
    }
}

/// <summary>Leaves the innermost loop.</summary>
internal sealed class Break : ImmediateActivity
{
    public override string Type => "Elsa.Break";

    public override bool IsTerminal => true;

    protected override void Execute(ActivityContext context)
    {
        for (var scope = context.Instance.Parent; scope?.Node is not null; scope = scope.Parent)
        {
            var activity = context.Environment.Activities.Find(scope.Node);
            scope.IsBreaking = activity is Loop or Sequence;
            if (activity is Loop)
            {
                break;
            }
        }

        context.Complete();
    }
}

/// <summary>Fails on purpose.</summary>
internal sealed class Fault : ImmediateActivity
{
    public override string Type => "Elsa.Fault";

    public override IReadOnlyList<ActivityInput> Inputs => [new("code"), new("category"), new("faultType"), new("message")];

    protected override void Execute(ActivityContext context) => throw new WorkflowFaultException(
        context.Text("code") ?? "0", context.Text("category") ?? "General", context.Text("faultType") ?? "System", context.Text("message") ?? "");
}

/// <summary>The failure that a Fault activity asks for.</summary>
internal sealed class WorkflowFaultException(string code, string category, string faultType, string message) : Exception(message)
{
    public override string ToString() => $"{Message} (code {code}, category {category}, type {faultType})";
}

/// <summary>The workflow itself: the outermost container, which holds the root.</summary>
internal sealed class WorkflowActivity : ImmediateActivity
{
    public override string Type => "Elsa.Workflow";

    public override void OnChildCompleted(ActivityContext context, Execution.ActivityInstance child, IReadOnlyList<string> outcomes) => context.Complete();

    protected override void Execute(ActivityContext context) => context.Schedule(context.Burst.Definition.Root);
}
