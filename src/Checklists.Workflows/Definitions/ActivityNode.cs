using System.Text.Json.Nodes;

namespace Checklists.Workflows.Definitions;

/// <summary>One activity of a definition: a box in the drawing. Immutable; what happens to it at run time is an <c>ActivityInstance</c>.</summary>
public sealed class ActivityNode
{
    private readonly Dictionary<string, ActivityNode> _byId = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, FlowGraph> _graphs = new(StringComparer.Ordinal);

    /// <summary>The activity's id, unique within its container.</summary>
    public required string Id { get; init; }

    /// <summary>The path of ids from the workflow down to this activity; unique within the definition.</summary>
    public required string NodeId { get; init; }

    /// <summary>The name given in the designer; empty when there is none.</summary>
    public required string Name { get; init; }

    /// <summary>The type, for example <c>Elsa.FlowDecision</c>.</summary>
    public required string Type { get; init; }

    /// <summary>JSON path in the file.</summary>
    public required string Path { get; init; }

    /// <summary>The container, null for the root.</summary>
    public required ActivityNode? Parent { get; init; }

    /// <summary>Whether the activity is marked as one that can start the workflow.</summary>
    public required bool CanStartWorkflow { get; init; }

    /// <summary>The whole activity as JSON.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The inputs by their JSON name (camelCase).</summary>
    public required IReadOnlyDictionary<string, InputExpression> Inputs { get; init; }

    /// <summary>The output bindings: JSON name of the output to the id of the variable that takes it.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>The variables declared by this container.</summary>
    public required IReadOnlyList<VariableDeclaration> Variables { get; init; }

    /// <summary>For SetVariable: the id of the variable; null otherwise.</summary>
    public required string? VariableId { get; init; }

    /// <summary>For FlowSwitch: the cases in order.</summary>
    public required IReadOnlyList<SwitchCase> Cases { get; init; }

    /// <summary>The activities of a Flowchart or Sequence, in the file's order.</summary>
    public IReadOnlyList<ActivityNode> Children { get; internal set; } = [];

    /// <summary>Children under a port name: <c>then</c>, <c>else</c>, <c>body</c>.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Branches { get; internal set; } = new Dictionary<string, ActivityNode>();

    /// <summary>The connections of a Flowchart, without duplicates, in the file's order.</summary>
    public IReadOnlyList<Connection> Connections { get; internal set; } = [];

    /// <summary>For a Flowchart: the id of the activity named by <c>start</c>; null when it names none.</summary>
    public string? ExplicitStart { get; internal set; }

    /// <summary>This activity's place among its container's <see cref="Children"/>.</summary>
    public int Index { get; internal set; }

    /// <summary>This activity and everything inside it, parents first.</summary>
    public IEnumerable<ActivityNode> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Children.Concat(Branches.Values))
        {
            foreach (var node in child.SelfAndDescendants())
            {
                yield return node;
            }
        }
    }

    /// <summary>Finds a direct child by id.</summary>
    public ActivityNode? FindChild(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// The activity a flowchart begins with: the trigger that started the workflow, the explicit start, a Start activity,
    /// the first that can start the workflow, the first without inbound connection, or simply the first.
    /// </summary>
    /// <param name="triggerActivityId">The trigger that started the instance, if any.</param>
    /// <returns>The start, or null for an empty flowchart.</returns>
    public ActivityNode? FindStart(string? triggerActivityId) =>
        (triggerActivityId is null ? null : FindChild(triggerActivityId))
        ?? (ExplicitStart is null ? null : FindChild(ExplicitStart))
        ?? Children.FirstOrDefault(child => child.Type == "Elsa.Start")
        ?? Children.FirstOrDefault(child => child.CanStartWorkflow)
        ?? Children.FirstOrDefault(child => Connections.All(connection => connection.Target != child))
        ?? (Children.Count > 0 ? Children[0] : null);

    /// <summary>The flowchart's connections seen from a start: which lead forward and which lead back.</summary>
    public FlowGraph GraphFrom(ActivityNode start) => _graphs.GetOrAdd(start.Id, _ => new FlowGraph(this, start));

    internal void SetChildren(IReadOnlyList<ActivityNode> children)
    {
        Children = children;
        for (var index = 0; index < children.Count; index++)
        {
            children[index].Index = index;
            _byId.TryAdd(children[index].Id, children[index]);
        }
    }
}

/// <summary>A case of a FlowSwitch.</summary>
/// <param name="Label">The outcome when the condition holds; also the port's name.</param>
/// <param name="Condition">The condition.</param>
public sealed record SwitchCase(string Label, InputExpression Condition);

/// <summary>An arrow between two activities of a flowchart.</summary>
/// <param name="Index">Its place among the flowchart's connections.</param>
/// <param name="Source">The activity it leaves.</param>
/// <param name="SourcePort">The outcome on which it is followed.</param>
/// <param name="Target">The activity it reaches.</param>
/// <param name="TargetPort">The port it enters, <c>In</c>.</param>
/// <param name="Path">JSON path in the file.</param>
public sealed record Connection(int Index, ActivityNode Source, string SourcePort, ActivityNode Target, string TargetPort, string Path)
{
    /// <summary>A key that is the same in another version of the definition: ids and ports.</summary>
    public string Key => $"{Source.Id}:{SourcePort}->{Target.Id}:{TargetPort}";
}
