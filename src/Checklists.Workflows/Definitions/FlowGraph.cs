namespace Checklists.Workflows.Definitions;

/// <summary>
/// A flowchart's connections seen from its start. A connection that would close a circle is a <em>back edge</em> (a loop);
/// all others lead forward. Joins count forward connections only, otherwise an activity inside a loop would wait for itself.
/// </summary>
public sealed class FlowGraph
{
    private readonly List<Connection>[] _outbound;
    private readonly List<Connection>[] _forwardInbound;
    private readonly bool[] _isForward;
    private readonly bool[] _isProperLoop;
    private readonly Lazy<HashSet<ActivityNode>>[] _ancestors;

    /// <summary>Builds the graph of <paramref name="flowchart"/> from <paramref name="start"/>.</summary>
    public FlowGraph(ActivityNode flowchart, ActivityNode start)
    {
        Start = start;
        var count = flowchart.Children.Count;
        _outbound = Lists(count);
        _forwardInbound = Lists(count);
        _isForward = new bool[flowchart.Connections.Count];
        _isProperLoop = new bool[flowchart.Connections.Count];
        foreach (var connection in flowchart.Connections)
        {
            _outbound[connection.Source.Index].Add(connection);
        }

        var edges = FindForwardEdges(count);
        foreach (var (source, target) in edges)
        {
            foreach (var connection in _outbound[source].Where(connection => connection.Target.Index == target))
            {
                _isForward[connection.Index] = true;
                _forwardInbound[target].Add(connection);
            }
        }

        foreach (var connection in flowchart.Connections.Where(connection => !_isForward[connection.Index]))
        {
            _isProperLoop[connection.Index] = !ReachableWithout(connection.Target, connection.Source);
        }

        _ancestors = new Lazy<HashSet<ActivityNode>>[count];
        for (var index = 0; index < count; index++)
        {
            var node = flowchart.Children[index];
            _ancestors[index] = new Lazy<HashSet<ActivityNode>>(() => FindAncestors(node));
        }
    }

    /// <summary>The activity the flowchart starts with.</summary>
    public ActivityNode Start { get; }

    /// <summary>The connections that leave an activity, in the file's order.</summary>
    public IReadOnlyList<Connection> Outbound(ActivityNode node) => _outbound[node.Index];

    /// <summary>The forward connections that reach an activity.</summary>
    public IReadOnlyList<Connection> ForwardInbound(ActivityNode node) => _forwardInbound[node.Index];

    /// <summary>Whether the connection leads back to an activity that was already passed.</summary>
    public bool IsBackEdge(Connection connection) => !_isForward[connection.Index];

    /// <summary>
    /// Whether a back edge is a proper loop: every way from the start to its source passes its target.
    /// Anything else would jump into the middle of a branch that may never have begun.
    /// </summary>
    public bool IsProperLoop(Connection connection) => _isProperLoop[connection.Index];

    /// <summary>Whether no forward connection reaches the activity and it is not the start.</summary>
    public bool IsUnreachable(ActivityNode node) => node != Start && _forwardInbound[node.Index].Count == 0;

    /// <summary>Every activity from which forward connections lead to <paramref name="node"/>.</summary>
    public IReadOnlySet<ActivityNode> Ancestors(ActivityNode node) => _ancestors[node.Index].Value;

    private static List<Connection>[] Lists(int count)
    {
        var lists = new List<Connection>[count];
        for (var index = 0; index < count; index++)
        {
            lists[index] = [];
        }

        return lists;
    }

    /// <summary>Breadth first from the start; an edge is kept unless its target already leads to its source.</summary>
    private List<(int Source, int Target)> FindForwardEdges(int count)
    {
        var edges = new List<(int Source, int Target)>();
        var successors = new List<int>[count];
        for (var index = 0; index < count; index++)
        {
            successors[index] = [];
        }

        var seen = new HashSet<(int, int)>();
        var visited = new bool[count];
        var queue = new Queue<int>([Start.Index]);
        while (queue.TryDequeue(out var source))
        {
            visited[source] = true;
            foreach (var target in _outbound[source].Select(connection => connection.Target.Index))
            {
                if (seen.Contains((source, target)) || Leads(successors, target, source))
                {
                    continue;
                }

                seen.Add((source, target));
                edges.Add((source, target));
                successors[source].Add(target);
                if (!visited[target])
                {
                    queue.Enqueue(target);
                }
            }
        }

        return edges;
    }

    private static bool Leads(List<int>[] successors, int from, int to)
    {
        var visited = new HashSet<int>();
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var current))
        {
            if (current == to)
            {
                return true;
            }

            if (visited.Add(current))
            {
                successors[current].ForEach(stack.Push);
            }
        }

        return false;
    }

    /// <summary>Whether the start leads to <paramref name="goal"/> by forward connections that avoid <paramref name="barrier"/>.</summary>
    private bool ReachableWithout(ActivityNode barrier, ActivityNode goal)
    {
        if (goal == barrier || Start == barrier)
        {
            return false;
        }

        var visited = new HashSet<ActivityNode> { barrier };
        var stack = new Stack<ActivityNode>([Start]);
        while (stack.TryPop(out var current))
        {
            if (current == goal)
            {
                return true;
            }

            if (visited.Add(current))
            {
                foreach (var connection in _outbound[current.Index].Where(connection => _isForward[connection.Index]))
                {
                    stack.Push(connection.Target);
                }
            }
        }

        return false;
    }

    private HashSet<ActivityNode> FindAncestors(ActivityNode node)
    {
        var ancestors = new HashSet<ActivityNode>();
        var stack = new Stack<ActivityNode>([node]);
        while (stack.TryPop(out var current))
        {
            foreach (var connection in _forwardInbound[current.Index])
            {
                if (ancestors.Add(connection.Source))
                {
                    stack.Push(connection.Source);
                }
            }
        }

        return ancestors;
    }
}
