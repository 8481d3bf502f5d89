using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Definitions;

/// <summary>Checks the arrows of a flowchart: ports, reachability, loops and joins.</summary>
internal sealed class FlowchartCheck(DefinitionCheck check, ActivityNode flowchart)
{
    public void Run()
    {
        CheckExplicitStart();
        CheckPorts();
        if (flowchart.FindStart(null) is { } start)
        {
            var graph = flowchart.GraphFrom(start);
            CheckReachable(graph);
            CheckLoops(graph);
            CheckJoins(graph);
        }
        else
        {
            check.Warn(flowchart.Path, $"流程图“{flowchart.Id}”是空的。", "请加入活动，或删去这个流程图。");
        }
    }

    private void CheckExplicitStart()
    {
        if (flowchart.ExplicitStart is { } start && flowchart.FindChild(start) is null)
        {
            check.Error($"{flowchart.Path}.start", $"起点“{start}”不在流程图“{flowchart.Id}”里。", "请改为图中已有活动的编号。");
        }
    }

    private void CheckPorts()
    {
        foreach (var connection in flowchart.Connections)
        {
            if (PortsOf(connection.Source) is { } ports && !ports.Contains(connection.SourcePort))
            {
                check.Error($"{connection.Path}.source.port", $"活动“{connection.Source.Id}”（{connection.Source.Type}）没有名为“{connection.SourcePort}”的出口。", $"可用的出口：{string.Join("、", ports)}。");
            }

            if (connection.TargetPort != "In")
            {
                check.Error($"{connection.Path}.target.port", $"活动“{connection.Target.Id}”没有名为“{connection.TargetPort}”的入口。", "入口只有 In。");
            }
        }
    }

    private void CheckReachable(FlowGraph graph)
    {
        var reached = new HashSet<ActivityNode>();
        var stack = new Stack<ActivityNode>(flowchart.Children.Where(child => child == graph.Start || child.CanStartWorkflow));
        while (stack.TryPop(out var node))
        {
            if (reached.Add(node))
            {
                foreach (var connection in graph.Outbound(node).Where(IsPossible))
                {
                    stack.Push(connection.Target);
                }
            }
        }

        foreach (var node in flowchart.Children.Where(child => !reached.Contains(child)))
        {
            check.Error(node.Path, $"从起点“{graph.Start.Id}”到不了活动“{node.Id}”。", "请连上它，或删去它；如果起点不对，请指定 start 或把起点排在最前。");
        }
    }

    private void CheckLoops(FlowGraph graph)
    {
        foreach (var connection in flowchart.Connections.Where(graph.IsBackEdge))
        {
            if (!Reaches(graph, graph.Start, connection.Source))
            {
                continue;
            }

            if (!graph.IsProperLoop(connection))
            {
                check.Error(connection.Path, $"从“{connection.Source.Id}”回到“{connection.Target.Id}”的循环跳进了另一条分支的中间。", $"请让到“{connection.Source.Id}”的每条路都经过“{connection.Target.Id}”。");
            }
            else if (!HasWaitOrBound(graph, connection))
            {
                check.Error(connection.Path, $"从“{connection.Source.Id}”回到“{connection.Target.Id}”的循环既不等待，也没有出口，会无休止地运行。", "请在循环里加入等待（Event、Delay、RunTask 等），或用判断引出一条离开循环的路。");
            }
        }
    }

    private bool HasWaitOrBound(FlowGraph graph, Connection back)
    {
        var loop = flowchart.Children
            .Where(node => node == back.Source || node == back.Target || (Reaches(graph, back.Target, node) && Reaches(graph, node, back.Source)))
            .ToHashSet();
        return loop.Any(node => node.SelfAndDescendants().Any(inner => check.Activities.TryFind(inner.Type) is null or { Waits: true } or { IsTerminal: true }))
            || loop.Any(node => IsConditional(node) && PortsOf(node)!.Any(port => !graph.Outbound(node).Any(connection => connection.SourcePort == port && loop.Contains(connection.Target))));
    }

    private void CheckJoins(FlowGraph graph)
    {
        foreach (var join in flowchart.Children.Where(IsWaitAll))
        {
            if (graph.Ancestors(join).Where(IsConditional).FirstOrDefault(decision => CanStarve(graph, join, decision)) is { } decision)
            {
                check.Warn(join.Path, $"汇合“{join.Id}”用 WaitAll，而“{decision.Id}”只走其中一个出口：没走到的分支会使汇合永不执行。", "请把方式改为 WaitAllActive（等所有走到的分支）。");
            }
        }
    }

    /// <summary>Whether a port of the decision leaves some of the join's arrows untaken while others are followed.</summary>
    private bool CanStarve(FlowGraph graph, ActivityNode join, ActivityNode decision)
    {
        var inbound = graph.ForwardInbound(join);
        var byPort = PortsOf(decision)!.Select(port => Reached(graph, decision, port, inbound)).ToList();
        var dependent = byPort.SelectMany(reached => reached).ToHashSet();
        return byPort.Exists(reached => reached.Count < dependent.Count && (reached.Count > 0 || dependent.Count < inbound.Count));
    }

    private static HashSet<Connection> Reached(FlowGraph graph, ActivityNode decision, string port, IReadOnlyList<Connection> inbound)
    {
        var taken = graph.Outbound(decision).Where(connection => connection.SourcePort == port && !graph.IsBackEdge(connection)).ToList();
        return [.. inbound.Where(connection => taken.Exists(first => first == connection || Reaches(graph, first.Target, connection.Source)))];
    }

    private static bool Reaches(FlowGraph graph, ActivityNode from, ActivityNode to) => from == to || graph.Ancestors(to).Contains(from);

    private bool IsWaitAll(ActivityNode node) =>
        node.Type == "Elsa.FlowJoin" && node.Inputs.TryGetValue("mode", out var mode) && mode.Value is { } value && ValueConversion.ToText(value) == "WaitAll";

    private bool IsConditional(ActivityNode node) => node.Type != "Elsa.FlowFork" && PortsOf(node) is { Count: > 1 };

    private bool IsPossible(Connection connection) => PortsOf(connection.Source) is not { } ports || ports.Contains(connection.SourcePort);

    private IReadOnlyList<string>? PortsOf(ActivityNode node) => check.Activities.TryFind(node.Type)?.Ports(node);
}
