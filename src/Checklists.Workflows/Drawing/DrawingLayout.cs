using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Drawing;

/// <summary>Where the boxes of one container go: where the designer put them, or in layers from top to bottom when it did not.</summary>
internal sealed class DrawingLayout
{
    private const double BoxWidth = 200;
    private const double BoxHeight = 52;
    private const double GapX = 40;
    private const double GapY = 56;

    private DrawingLayout(IReadOnlyList<DrawingBox> boxes, IReadOnlyList<DrawingLine> lines)
    {
        Boxes = boxes;
        Lines = lines;
        Width = boxes.Select(box => box.X + box.Width).DefaultIfEmpty(0).Max();
        Height = boxes.Select(box => box.Y + box.Height).DefaultIfEmpty(0).Max();
    }

    public IReadOnlyList<DrawingBox> Boxes { get; }

    public IReadOnlyList<DrawingLine> Lines { get; }

    public double Width { get; }

    public double Height { get; }

    public static DrawingLayout Of(ActivityNode container)
    {
        var nodes = container.Children.Concat(container.Branches.Values).ToList();
        var places = nodes.Select(Designed).ToList();
        var boxes = nodes.Count > 0 && places.TrueForAll(place => place is not null)
            ? Move([.. nodes.Zip(places, (node, place) => new DrawingBox(node, place!.Value.X, place.Value.Y, BoxWidth, BoxHeight))])
            : InLayers(container, nodes);
        var byNode = boxes.ToDictionary(box => box.Node);
        return new DrawingLayout(boxes, [.. LinesOf(container, nodes).Select(line => new DrawingLine(byNode[line.From], byNode[line.To], line.Label))]);
    }

    private static IEnumerable<(ActivityNode From, ActivityNode To, string Label)> LinesOf(ActivityNode container, List<ActivityNode> nodes) =>
        container.Connections.Count > 0 ? container.Connections.Select(connection => (connection.Source, connection.Target, connection.SourcePort))
        : container.Type == "Elsa.Sequence" ? nodes.Zip(nodes.Skip(1), (from, to) => (from, to, ""))
        : [];

    private static (double X, double Y)? Designed(ActivityNode node) =>
        node.Json["metadata"]?["designer"]?["position"] is JsonObject position && Number(position["x"]) is { } x && Number(position["y"]) is { } y ? (x, y) : null;

    private static double? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var result) ? result : null;

    /// <summary>Designer positions may be negative; the picture begins at zero.</summary>
    private static List<DrawingBox> Move(List<DrawingBox> boxes)
    {
        var (left, top) = (boxes.Min(box => box.X), boxes.Min(box => box.Y));
        return [.. boxes.Select(box => box with { X = box.X - left, Y = box.Y - top })];
    }

    private static List<DrawingBox> InLayers(ActivityNode container, List<ActivityNode> nodes)
    {
        var layer = Layers(container, nodes);
        var boxes = new List<DrawingBox>();
        foreach (var row in nodes.GroupBy(node => layer[node]).OrderBy(row => row.Key))
        {
            boxes.AddRange(row.Select((node, column) => new DrawingBox(node, column * (BoxWidth + GapX), row.Key * (BoxHeight + GapY), BoxWidth, BoxHeight)));
        }

        return boxes;
    }

    /// <summary>An activity's layer is one below the lowest activity that leads forward to it.</summary>
    private static Dictionary<ActivityNode, int> Layers(ActivityNode container, List<ActivityNode> nodes)
    {
        var layers = nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => container.Type == "Elsa.Sequence" ? pair.index : 0);
        if (container.FindStart(null) is not { } start || container.Connections.Count == 0)
        {
            return layers;
        }

        var graph = container.GraphFrom(start);
        for (var round = 0; round < nodes.Count; round++)
        {
            foreach (var connection in container.Connections.Where(connection => !graph.IsBackEdge(connection)))
            {
                layers[connection.Target] = Math.Max(layers[connection.Target], layers[connection.Source] + 1);
            }
        }

        return layers;
    }
}

/// <summary>A box: an activity and where it is drawn, in pixels.</summary>
internal sealed record DrawingBox(ActivityNode Node, double X, double Y, double Width, double Height);

/// <summary>An arrow between two boxes with the port's name.</summary>
internal sealed record DrawingLine(DrawingBox From, DrawingBox To, string Label);
