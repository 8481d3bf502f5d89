using System.Text.Json.Nodes;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Activities;

/// <summary>Runs its activities one after the other.</summary>
internal sealed class Sequence : ImmediateActivity
{
    public override string Type => "Elsa.Sequence";

    public override void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes)
    {
        if (context.Instance.IsBreaking || context.Environment.Activities.Find(child.Node).IsTerminal)
        {
            context.Complete();
        }
        else
        {
            ScheduleNext(context);
        }
    }

    protected override void Execute(ActivityContext context)
    {
        context.DeclareVariables();
        ScheduleNext(context);
    }

    private static void ScheduleNext(ActivityContext context)
    {
        if (context.Instance.Position < context.Node.Children.Count)
        {
            context.Schedule(context.Node.Children[context.Instance.Position++]);
        }
        else
        {
            context.Complete();
        }
    }
}

/// <summary>Runs one of two activities.</summary>
internal sealed class If : ImmediateActivity
{
    public override string Type => "Elsa.If";

    public override IReadOnlyList<ActivityInput> Inputs => [new("condition", IsRequired: true)];

    public override IReadOnlyList<string> Outputs => ["result"];

    public override void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes) => context.Complete();

    protected override void Execute(ActivityContext context)
    {
        var holds = context.Truth("condition");
        context.SetOutput("result", JsonValue.Create(holds));
        if (context.Node.Branches.TryGetValue(holds ? "then" : "else", out var branch))
        {
            context.Schedule(branch);
        }
        else
        {
            context.Complete();
        }
    }
}

/// <summary>A container that runs its body again and again, one at a time.</summary>
internal abstract class Loop : ImmediateActivity
{
    public override void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes)
    {
        if (context.Instance.IsBreaking)
        {
            context.Complete();
        }
        else
        {
            Iterate(context);
        }
    }

    protected override void Execute(ActivityContext context) => Iterate(context);

    /// <summary>Schedules the body once more, or completes.</summary>
    protected abstract void Iterate(ActivityContext context);
}

/// <summary>Runs its body as long as a condition holds.</summary>
internal sealed class While : Loop
{
    public override string Type => "Elsa.While";

    public override IReadOnlyList<ActivityInput> Inputs => [new("condition", IsRequired: true)];

    protected override void Iterate(ActivityContext context)
    {
        if (context.Truth("condition") && context.Node.Branches.TryGetValue("body", out var body))
        {
            context.Schedule(body);
        }
        else
        {
            context.Complete();
        }
    }
}

/// <summary>Runs its body for each number from start to end.</summary>
internal sealed class For : Loop
{
    public override string Type => "Elsa.For";

    public override IReadOnlyList<ActivityInput> Inputs => [new("start"), new("end"), new("step"), new("outerBoundInclusive")];

    public override IReadOnlyList<string> Outputs => ["currentValue"];

    protected override void Iterate(ActivityContext context)
    {
        var step = context.Integer("step") ?? 1;
        var end = context.Integer("end") ?? 0;
        var includesEnd = context.Input("outerBoundInclusive") is not { } inclusive || ValueConversion.ToBoolean(inclusive);
        var current = (context.Integer("start") ?? 0) + (context.Instance.Position * step);
        var isInside = step >= 0 ? (includesEnd ? current <= end : current < end) : includesEnd ? current >= end : current > end;
        if (!isInside || !context.Node.Branches.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Instance.Position++;
        context.SetOutput("currentValue", JsonValue.Create(current));
        context.Schedule(body, new Dictionary<string, JsonNode?> { ["CurrentValue"] = JsonValue.Create(current) });
    }
}

/// <summary>Runs its body for each item, one after the other.</summary>
internal sealed class ForEach : Loop
{
    public override string Type => "Elsa.ForEach";

    public override IReadOnlyList<ActivityInput> Inputs => [new("items", IsRequired: true)];

    public override IReadOnlyList<string> Outputs => ["currentValue"];

    protected override void Iterate(ActivityContext context)
    {
        var items = context.Instance.Items ??= context.List("items");
        var index = context.Instance.Position;
        if (index >= items.Count || !context.Node.Branches.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Instance.Position++;
        context.SetOutput("currentValue", items[index]?.DeepClone());
        context.Schedule(body, ItemVariables(items[index], index));
    }

    /// <summary>The variables by which the body knows its item.</summary>
    internal static Dictionary<string, JsonNode?> ItemVariables(JsonNode? item, int index) =>
        new() { ["CurrentValue"] = item?.DeepClone(), ["CurrentIndex"] = JsonValue.Create(index) };
}

/// <summary>Runs its body for all items at once and completes when all have.</summary>
internal sealed class ParallelForEach : ImmediateActivity
{
    public override string Type => "Elsa.ParallelForEach";

    public override IReadOnlyList<ActivityInput> Inputs => [new("items", IsRequired: true)];

    public override void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes)
    {
        if (--context.Instance.Remaining == 0)
        {
            context.Complete();
        }
    }

    public override void OnChildCanceled(ActivityContext context, ActivityInstance child) => OnChildCompleted(context, child, Done);

    protected override void Execute(ActivityContext context)
    {
        var items = context.List("items");
        if (items.Count == 0 || !context.Node.Branches.TryGetValue("body", out var body))
        {
            context.Complete();
            return;
        }

        context.Instance.Remaining = items.Count;
        for (var index = 0; index < items.Count; index++)
        {
            context.Schedule(body, ForEach.ItemVariables(items[index], index));
        }
    }
}
