using System.Text.Json.Serialization;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Execution;

/// <summary>
/// The counters by which a flowchart decides when a join may run (Elsa's counter mode). A connection is <em>visited</em>
/// when its source has completed, and <em>followed</em> when its port was among the outcomes. An activity is due again
/// when its inbound forward connections were visited more often than it has run itself.
/// </summary>
public sealed class FlowScope
{
    /// <summary>Restores the counters from stored state.</summary>
    [JsonConstructor]
    public FlowScope(int[] activityVisits, int[] connectionVisits, bool[] lastFollowed)
    {
        ActivityVisits = activityVisits;
        ConnectionVisits = connectionVisits;
        LastFollowed = lastFollowed;
    }

    /// <summary>Fresh counters for a flowchart.</summary>
    public FlowScope(ActivityNode flowchart)
        : this(new int[flowchart.Children.Count], new int[flowchart.Connections.Count], new bool[flowchart.Connections.Count])
    {
    }

    /// <summary>How often each child has run or was skipped.</summary>
    public int[] ActivityVisits { get; }

    /// <summary>How often each connection was visited.</summary>
    public int[] ConnectionVisits { get; }

    /// <summary>Whether each connection was followed at its last visit.</summary>
    public bool[] LastFollowed { get; }

    /// <summary>Counts a run (or skip) of an activity.</summary>
    public void Visit(ActivityNode node) => ActivityVisits[node.Index]++;

    /// <summary>Counts a visit of a connection.</summary>
    public void Visit(Connection connection, bool followed)
    {
        ConnectionVisits[connection.Index]++;
        LastFollowed[connection.Index] = followed;
    }

    /// <summary>Whether every inbound connection was visited since the activity last ran.</summary>
    public bool AllVisited(IReadOnlyList<Connection> inbound, ActivityNode node)
    {
        foreach (var connection in inbound)
        {
            if (ConnectionVisits[connection.Index] <= ActivityVisits[node.Index])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether any connection of the newest round was followed.</summary>
    public bool AnyFollowed(IReadOnlyList<Connection> inbound, ActivityNode node)
    {
        var newest = Newest(inbound);
        if (newest <= ActivityVisits[node.Index])
        {
            return false;
        }

        foreach (var connection in inbound)
        {
            if (ConnectionVisits[connection.Index] == newest && LastFollowed[connection.Index])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every connection was followed in the newest round.</summary>
    public bool AllFollowed(IReadOnlyList<Connection> inbound, ActivityNode node)
    {
        var newest = Newest(inbound);
        if (newest <= ActivityVisits[node.Index])
        {
            return false;
        }

        foreach (var connection in inbound)
        {
            if (ConnectionVisits[connection.Index] != newest || !LastFollowed[connection.Index])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the activity has already run for this visit of the connection.</summary>
    public bool IsSpent(Connection connection) => ConnectionVisits[connection.Index] <= ActivityVisits[connection.Target.Index];

    private int Newest(IReadOnlyList<Connection> inbound)
    {
        var newest = 0;
        foreach (var connection in inbound)
        {
            newest = Math.Max(newest, ConnectionVisits[connection.Index]);
        }

        return newest;
    }
}
