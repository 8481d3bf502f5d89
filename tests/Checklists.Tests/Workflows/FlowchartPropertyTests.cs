using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Journal;
using Checklists.Workflows.Simulation;
using Xunit;

namespace Checklists.Tests.Workflows;

/// <summary>
/// Random flowcharts — steps, decisions, forks, the three joins, waits, a loop around it all — run on the runtime and on a small
/// reference interpreter that knows nothing but the rules. Both must complete the same activities in the same order.
/// </summary>
public sealed class FlowchartPropertyTests
{
    private const int Cases = 10_000;

    private static readonly ActivityRegistry Activities = new();

    [Fact]
    public async Task Ten_thousand_random_flowcharts_run_as_the_rules_say()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var chart = RandomChart.Make(seed);
            var (actual, status) = await RunAsync(chart, seed);
            var expected = new ReferenceInterpreter(chart).Run(seed);
            Assert.True(expected.SequenceEqual(actual), $"seed {seed}: expected {string.Join(" ", expected)} but was {string.Join(" ", actual)} in {chart.ToDefinition().ToJsonString()}");
            Assert.Equal(WorkflowStatus.Finished, status);
        }
    }

    private static async Task<(List<string> Completed, WorkflowStatus Status)> RunAsync(RandomChart chart, int seed)
    {
        var runner = new SimulatedRunner([WorkflowDefinition.Parse(chart.ToDefinition().ToJsonString())], Activities);
        var instance = await runner.StartAsync("random");
        var choice = new Random(seed);
        while (instance.State.Bookmarks.Count > 0)
        {
            var keys = instance.State.Bookmarks.Select(bookmark => bookmark.Key).Order(StringComparer.Ordinal).ToList();
            await runner.PublishAsync(keys[choice.Next(keys.Count)], null, null);
        }

        return ([.. instance.Journal.Where(entry => entry.Event == JournalEvent.Completed && entry.NodeId.StartsWith("Workflow1:root:", StringComparison.Ordinal)).Select(entry => entry.ActivityId)], instance.State.Status);
    }

    private enum Kind
    {
        Step,
        Decision,
        Fork,
        WaitAny,
        WaitAll,
        WaitAllActive,
        Wait,
    }

    private sealed record Node(int Id, Kind Kind, bool Answer);

    private sealed record Edge(int From, string Port, int To);

    /// <summary>A flowchart without circles, and possibly a loop from its last decision back to its start.</summary>
    private sealed class RandomChart(List<Node> nodes, List<Edge> edges, int rounds)
    {
        public List<Node> Nodes => nodes;

        public List<Edge> Edges => edges;

        /// <summary>How often the last node, a decision, leads back to the start; 0 when it does not.</summary>
        public int Rounds => rounds;

        public static RandomChart Make(int seed)
        {
            var random = new Random(seed * 7919);
            var nodes = new List<Node> { new(0, Kind.Step, false) };
            var edges = new List<Edge>();
            var count = random.Next(2, 10);
            for (var id = 1; id < count; id++)
            {
                var kind = (Kind)random.Next(7);
                nodes.Add(new Node(id, kind, random.Next(2) == 0));
                var inbound = kind is Kind.WaitAny or Kind.WaitAll or Kind.WaitAllActive ? random.Next(1, 4) : random.Next(5) == 0 ? 2 : 1;
                for (var arrow = 0; arrow < inbound; arrow++)
                {
                    var from = nodes[random.Next(id)];
                    var edge = new Edge(from.Id, RandomPort(from.Kind, random), id);
                    if (!edges.Contains(edge))
                    {
                        edges.Add(edge);
                    }
                }
            }

            return new RandomChart(nodes, edges, AddLoop(nodes, edges, random));
        }

        public JsonObject ToDefinition()
        {
            var activities = new JsonArray([.. nodes.Select(ToActivity)]);
            var connections = new JsonArray([.. edges.Select(edge => new JsonObject { ["source"] = $"n{edge.From}", ["sourcePort"] = edge.Port, ["target"] = $"n{edge.To}" })]);
            return new JsonObject
            {
                ["definitionId"] = "random",
                ["variables"] = new JsonArray(new JsonObject { ["id"] = "vRound", ["name"] = "Round", ["typeName"] = "Int32", ["value"] = "0" }),
                ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Flowchart", ["activities"] = activities, ["connections"] = connections },
            };
        }

        private static int AddLoop(List<Node> nodes, List<Edge> edges, Random random)
        {
            if (random.Next(4) > 0 || nodes.Exists(node => node.Kind is Kind.WaitAny or Kind.Wait))
            {
                return 0;
            }

            // Only a line is looped over: with several ends under way the rounds would overlap.
            edges.RemoveAll(edge => edge.To != edge.From + 1);
            for (var id = 1; id < nodes.Count; id++)
            {
                nodes[id] = nodes[id] with { Kind = Kind.Step };
                edges.RemoveAll(edge => edge.To == id);
                edges.Add(new Edge(id - 1, "Done", id));
            }

            var last = nodes.Count;
            nodes.Add(new Node(last, Kind.Decision, true));
            edges.Add(new Edge(last - 1, "Done", last));
            edges.Add(new Edge(last, "True", random.Next(last)));
            return random.Next(1, 4);
        }

        private static string RandomPort(Kind kind, Random random) => kind switch
        {
            Kind.Decision => random.Next(2) == 0 ? "True" : "False",
            Kind.Fork => random.Next(2) == 0 ? "A" : "B",
            _ => "Done",
        };

        private JsonObject ToActivity(Node node) => node.Kind switch
        {
            Kind.Decision when rounds > 0 => Activity(node, "Elsa.FlowDecision", "condition", "JavaScript", $"setRound(getRound() + 1); return getRound() <= {rounds}"),
            Kind.Decision => Activity(node, "Elsa.FlowDecision", "condition", "Literal", node.Answer ? "true" : "false"),
            Kind.Fork => Activity(node, "Elsa.FlowFork", "branches", "Object", "[\"A\",\"B\"]"),
            Kind.WaitAny or Kind.WaitAll or Kind.WaitAllActive => Activity(node, "Elsa.FlowJoin", "mode", "Literal", node.Kind.ToString()),
            Kind.Wait => Activity(node, "Elsa.Event", "eventName", "Literal", $"n{node.Id}"),
            _ => Activity(node, "Elsa.WriteLine", "text", "Literal", "x"),
        };

        private static JsonObject Activity(Node node, string type, string input, string kind, string value) => new()
        {
            ["id"] = $"n{node.Id}",
            ["type"] = type,
            [input] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } },
        };
    }

    /// <summary>The rules and nothing else: numbers, lists and one queue.</summary>
    private sealed class ReferenceInterpreter(RandomChart chart)
    {
        private readonly int[] _runs = new int[chart.Nodes.Count];
        private readonly Dictionary<Edge, int> _visits = chart.Edges.ToDictionary(edge => edge, _ => 0);
        private readonly Dictionary<Edge, bool> _followed = chart.Edges.ToDictionary(edge => edge, _ => false);
        private readonly List<(int Node, bool ByLoop)> _queue = [(0, false)];
        private readonly List<int> _waiting = [];
        private readonly List<string> _completed = [];
        private int _round;
        private int _executing = -1;

        public List<string> Run(int seed)
        {
            var choice = new Random(seed);
            Drain();
            while (_waiting.Count > 0)
            {
                var names = _waiting.Select(id => $"n{id}").Order(StringComparer.Ordinal).ToList();
                var id = int.Parse(names[choice.Next(names.Count)][1..], System.Globalization.CultureInfo.InvariantCulture);
                _waiting.Remove(id);
                Complete(id, ["Done"], byLoop: false);
                Drain();
            }

            return _completed;
        }

        private void Drain()
        {
            while (_queue.Count > 0)
            {
                var (id, byLoop) = _queue[0];
                _queue.RemoveAt(0);
                Execute(chart.Nodes[id], byLoop);
            }
        }

        private void Execute(Node node, bool byLoop)
        {
            switch (node.Kind)
            {
                case Kind.Wait:
                    _waiting.Add(node.Id);
                    return;
                case Kind.Decision:
                    Complete(node.Id, [(chart.Rounds > 0 ? ++_round <= chart.Rounds : node.Answer) ? "True" : "False"], byLoop);
                    return;
                case Kind.Fork:
                    Complete(node.Id, ["A", "B"], byLoop);
                    return;
                case Kind.WaitAny or Kind.WaitAll or Kind.WaitAllActive:
                    _executing = node.Id;
                    GiveUpBranchesTo(node.Id);
                    _executing = -1;
                    Complete(node.Id, ["Done"], byLoop);
                    return;
                default:
                    Complete(node.Id, ["Done"], byLoop);
                    return;
            }
        }

        private void Complete(int id, string[] ports, bool byLoop)
        {
            _completed.Add($"n{id}");
            Leave(id, ports, byLoop);
        }

        private void Leave(int id, string[] ports, bool byLoop)
        {
            _runs[id] += byLoop ? 0 : 1;
            foreach (var edge in chart.Edges.Where(edge => edge.From == id))
            {
                _visits[edge]++;
                _followed[edge] = ports.Contains(edge.Port);
                if (edge.To <= edge.From)
                {
                    if (_followed[edge])
                    {
                        _queue.Add((edge.To, true));
                    }
                }
                else
                {
                    Arrive(edge);
                }
            }
        }

        private void Arrive(Edge edge)
        {
            var inbound = chart.Edges.Where(other => other.To == edge.To && other.From < other.To).ToList();
            var newest = inbound.Max(other => _visits[other]);
            var isComplete = inbound.TrueForAll(other => _visits[other] > _runs[edge.To]);
            var hasNews = newest > _runs[edge.To];
            var any = hasNews && inbound.Exists(other => _visits[other] == newest && _followed[other]);
            var all = hasNews && inbound.TrueForAll(other => _visits[other] == newest && _followed[other]);
            switch (chart.Nodes[edge.To].Kind)
            {
                case Kind.WaitAny when _visits[edge] <= _runs[edge.To] || _executing == edge.To || _queue.Exists(item => item.Node == edge.To):
                    break;
                case Kind.WaitAny when any:
                    _queue.Add((edge.To, false));
                    GiveUpBranchesTo(edge.To);
                    break;
                case Kind.WaitAll when isComplete && all:
                case not (Kind.WaitAny or Kind.WaitAll) when isComplete && any:
                    _queue.Add((edge.To, false));
                    break;
                default:
                    if (isComplete)
                    {
                        Leave(edge.To, [], byLoop: false);
                    }

                    break;
            }
        }

        private void GiveUpBranchesTo(int id)
        {
            foreach (var waiting in _waiting.Where(waiting => Leads(waiting, id)).ToList())
            {
                _waiting.Remove(waiting);
                Leave(waiting, [], byLoop: false);
            }
        }

        private bool Leads(int from, int to) => chart.Edges.Exists(edge => edge.From == from && edge.From < edge.To && (edge.To == to || Leads(edge.To, to)));
    }
}
