using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;

namespace Checklists.Workflows.Expressions;

/// <summary>
/// What an expression can see and change while it is evaluated: the variables of the activity's container and of all containers
/// around it (the inner one hides the outer one), the workflow's inputs, and a few facts about the instance.
/// </summary>
internal sealed class ExpressionScope(Burst burst, ActivityInstance? activity)
{
    public WorkflowDefinition Definition => burst.Definition;

    public InstanceState State => burst.State;

    public DateTimeOffset Now => burst.Environment.Now;

    public string NewId() => burst.Environment.NewId();

    /// <summary>The current value of a variable by name; null when there is no such variable.</summary>
    public JsonNode? GetVariable(string name)
    {
        for (var scope = activity; scope is not null; scope = scope.Parent)
        {
            if (scope.Variables is { } variables && variables.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return State.Variables.GetValueOrDefault(name);
    }

    /// <summary>Sets a variable by name where it is declared; an undeclared one becomes a variable of the workflow.</summary>
    public void SetVariable(string name, JsonNode? value)
    {
        for (var scope = activity; scope is not null; scope = scope.Parent)
        {
            if (scope.Variables is { } variables && variables.ContainsKey(name))
            {
                variables[name] = ValueConversion.ToVariable(value, scope.Node?.Variables.FirstOrDefault(variable => variable.Name == name));
                return;
            }
        }

        State.Variables[name] = ValueConversion.ToVariable(value, Definition.Variables.FirstOrDefault(variable => variable.Name == name));
    }

    /// <summary>Sets the variable with an id, from the inner container outwards; false when no container in scope declares it.</summary>
    public bool TrySetVariableById(string id, JsonNode? value)
    {
        for (var scope = activity; scope is not null; scope = scope.Parent)
        {
            if (scope.Node?.Variables.FirstOrDefault(variable => variable.Id == id) is { } declaration)
            {
                (scope.Variables ??= [])[declaration.Name] = ValueConversion.ToVariable(value, declaration);
                return true;
            }
        }

        if (Definition.Variables.FirstOrDefault(variable => variable.Id == id) is not { } declared)
        {
            return false;
        }

        State.Variables[declared.Name] = ValueConversion.ToVariable(value, declared);
        return true;
    }

    /// <summary>The value of the variable with an id; falls back to the name.</summary>
    public JsonNode? GetVariableById(string? id, string? name)
    {
        for (var scope = activity; scope is not null; scope = scope.Parent)
        {
            if (scope.Node?.Variables.FirstOrDefault(variable => variable.Id == id) is { } declaration)
            {
                return scope.Variables?.GetValueOrDefault(declaration.Name);
            }
        }

        return Definition.Variables.FirstOrDefault(variable => variable.Id == id) is { } declared
            ? State.Variables.GetValueOrDefault(declared.Name)
            : name is null ? null : GetVariable(name);
    }

    /// <summary>An input the workflow was started with, by name without regard to case; null when it was not given.</summary>
    public JsonNode? GetInput(string name)
    {
        if (State.Input.TryGetPropertyValue(name, out var exact))
        {
            return exact;
        }

        foreach (var (key, value) in State.Input)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The last output of an activity, by the activity's id or name.</summary>
    public JsonNode? GetOutput(string activity, string? output)
    {
        var id = Definition.Nodes.FirstOrDefault(node => node.Id == activity || node.Name == activity)?.Id;
        if (id is null || !State.ActivityOutputs.TryGetValue(id, out var outputs))
        {
            return null;
        }

        return outputs.GetValueOrDefault(output ?? "Result") ?? outputs.FirstOrDefault(pair => string.Equals(pair.Key, output, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
