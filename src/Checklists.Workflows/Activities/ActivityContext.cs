using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Activities;

/// <summary>What an activity can see and do while it runs.</summary>
internal sealed class ActivityContext(Burst burst, ActivityInstance instance)
{
    public Burst Burst => burst;

    public ActivityInstance Instance => instance;

    public InstanceState State => burst.State;

    public BurstEnvironment Environment => burst.Environment;

    public ActivityNode Node => instance.Node!;

    public ExpressionScope Scope { get; } = new(burst, instance);

    /// <summary>Whether this activity is the trigger that started the workflow and has not completed for it yet.</summary>
    public bool TakeTrigger()
    {
        if (!State.IsTriggerPending || State.TriggerActivityId != Node.Id)
        {
            return false;
        }

        State.IsTriggerPending = false;
        return true;
    }

    /// <summary>Evaluates an input; null when it is missing.</summary>
    /// <exception cref="InputException">The expression fails; the message names the input as Elsa does.</exception>
    public JsonNode? Input(string name)
    {
        if (!Node.Inputs.TryGetValue(name, out var expression))
        {
            return null;
        }

        try
        {
            return burst.Environment.Expressions.Evaluate(expression, Scope);
        }
        catch (Exception exception) when (exception is ExpressionException or ValueConversionException)
        {
            throw new InputException(name, exception);
        }
    }

    public string? Text(string name) => Convert(name, ValueConversion.ToText);

    public bool Truth(string name) => Convert(name, value => (bool?)ValueConversion.ToBoolean(value)) ?? false;

    public long? Integer(string name) => Convert(name, value => (long?)ValueConversion.ToInteger(value));

    public TimeSpan? Span(string name) => Convert(name, value => (TimeSpan?)ValueConversion.ToTimeSpan(value));

    public DateTimeOffset? Time(string name) => Convert(name, value => (DateTimeOffset?)ValueConversion.ToTime(value));

    public JsonArray List(string name) => ValueConversion.ToList(Input(name));

    /// <summary>Hands an output to the variable it is bound to and remembers it for expressions.</summary>
    public void SetOutput(string name, JsonNode? value)
    {
        if (Node.Outputs.TryGetValue(name, out var variableId))
        {
            Scope.TrySetVariableById(variableId, value);
        }

        if (burst.Definition.ReadsActivityOutputs)
        {
            if (!State.ActivityOutputs.TryGetValue(Node.Id, out var outputs))
            {
                State.ActivityOutputs[Node.Id] = outputs = [];
            }

            outputs[char.ToUpperInvariant(name[0]) + name[1..]] = ValueConversion.Detach(value);
            State.LastResult = ValueConversion.Detach(value);
        }
    }

    public void Complete() => burst.Complete(instance, Activity.Done);

    public void Complete(IReadOnlyList<string> outcomes) => burst.Complete(instance, outcomes);

    public Bookmark Wait(string name, string key, JsonNode? payload = null, DateTimeOffset? dueAt = null) => burst.CreateBookmark(instance, name, key, payload, dueAt);

    public void Schedule(ActivityNode child, Dictionary<string, JsonNode?>? variables = null, bool byBackEdge = false) => burst.Schedule(instance, child, variables, byBackEdge);

    /// <summary>Declares a container's variables with their defaults.</summary>
    public void DeclareVariables()
    {
        if (Node.Variables.Count == 0)
        {
            return;
        }

        instance.Variables ??= [];
        foreach (var variable in Node.Variables)
        {
            instance.Variables[variable.Name] = ValueConversion.Default(variable);
        }
    }

    private T? Convert<T>(string name, Func<JsonNode, T> convert)
    {
        var value = Input(name);
        if (value is null)
        {
            return default;
        }

        try
        {
            return convert(value);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            throw new InputException(name, exception);
        }
    }
}

/// <summary>An input of an activity could not be evaluated.</summary>
internal sealed class InputException(string input, Exception inner)
    : Exception($"Failed to evaluate activity input '{char.ToUpperInvariant(input[0])}{input[1..]}'", inner);
