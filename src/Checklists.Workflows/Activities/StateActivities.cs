using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Activities;

/// <summary>Gives a variable a value.</summary>
internal sealed class SetVariable : ImmediateActivity
{
    public override string Type => "Elsa.SetVariable";

    public override IReadOnlyList<ActivityInput> Inputs => [new("value")];

    protected override void Execute(ActivityContext context)
    {
        var value = context.Input("value");
        if (context.Node.VariableId is not { } id || !context.Scope.TrySetVariableById(id, value))
        {
            throw new InvalidOperationException($"Variable '{context.Node.VariableId}' not found.");
        }

        context.Complete();
    }
}

/// <summary>Gives the instance a name.</summary>
internal sealed class SetName : ImmediateActivity
{
    public override string Type => "Elsa.SetName";

    public override IReadOnlyList<ActivityInput> Inputs => [new("value", IsRequired: true)];

    protected override void Execute(ActivityContext context)
    {
        context.State.Name = context.Text("value");
        context.Complete();
    }
}

/// <summary>Gives the instance its business key.</summary>
internal sealed class Correlate : ImmediateActivity
{
    public override string Type => "Elsa.Correlate";

    public override IReadOnlyList<ActivityInput> Inputs => [new("correlationId", IsRequired: true)];

    protected override void Execute(ActivityContext context)
    {
        context.State.CorrelationId = context.Text("correlationId");
        context.Complete();
    }
}

/// <summary>Gives the workflow an output.</summary>
internal sealed class SetOutput : ImmediateActivity
{
    public override string Type => "Elsa.SetOutput";

    public override IReadOnlyList<ActivityInput> Inputs => [new("outputName", IsRequired: true), new("outputValue")];

    protected override void Execute(ActivityContext context)
    {
        var name = context.Text("outputName") ?? throw new InvalidOperationException("SetOutput has no output name.");
        context.State.Output[name] = ValueConversion.Detach(context.Input("outputValue"));
        context.Complete();
    }
}

/// <summary>A line for the developer. Servers have no console worth writing to, so the text is evaluated and goes no further.</summary>
internal sealed class WriteLine : ImmediateActivity
{
    public override string Type => "Elsa.WriteLine";

    public override IReadOnlyList<ActivityInput> Inputs => [new("text")];

    protected override void Execute(ActivityContext context)
    {
        context.Input("text");
        context.Complete();
    }
}
