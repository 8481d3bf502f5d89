using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Checklists.Workflows.Journal;

namespace Checklists.Workflows.Simulation;

/// <summary>An instance on the simulated runner, with everything it has done.</summary>
public sealed class SimulatedInstance
{
    private readonly List<JournalEntry> _journal = [];
    private readonly Dictionary<string, JsonNode?> _seen = new(StringComparer.Ordinal);

    internal SimulatedInstance(InstanceState state, WorkflowDefinition definition)
    {
        State = state;
        Definition = definition;
        foreach (var variable in definition.Variables)
        {
            _seen[variable.Name] = ValueConversion.Default(variable);
        }
    }

    /// <summary>Its state now.</summary>
    public InstanceState State { get; private set; }

    /// <summary>What it follows.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>Everything that happened, in order.</summary>
    public IReadOnlyList<JournalEntry> Journal => _journal;

    /// <summary>
    /// The last value each variable was seen with when the instance came to rest. A variable that was set to null keeps the value
    /// seen before, as in Elsa's stored state, which has no nulls.
    /// </summary>
    public IReadOnlyDictionary<string, JsonNode?> SeenVariables => _seen;

    internal void Take(Burst burst)
    {
        State = burst.State;
        _journal.AddRange(burst.Effects.Journal);
        foreach (var container in State.Activities)
        {
            foreach (var declared in container.Node?.Variables ?? [])
            {
                See(declared.Name, container.Variables?.GetValueOrDefault(declared.Name));
            }
        }

        foreach (var declared in Definition.Variables)
        {
            See(declared.Name, State.Variables.GetValueOrDefault(declared.Name));
        }
    }

    private void See(string name, JsonNode? value)
    {
        if (value is not null)
        {
            _seen[name] = value;
        }
    }
}
