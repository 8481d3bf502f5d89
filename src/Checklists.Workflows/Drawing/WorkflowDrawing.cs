using System.Globalization;
using System.Net;
using System.Text;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Drawing;

/// <summary>
/// Draws a definition as an SVG picture: a box for each activity, an arrow for each connection, and in each box how many instances
/// wait there. Nested containers are drawn below, each in its own panel.
/// </summary>
public static class WorkflowDrawing
{
    private const double Margin = 24;
    private const double TitleHeight = 30;

    /// <summary>Draws a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="counts">How many instances wait at each activity, by the activity's path; null draws none.</param>
    /// <returns>A complete SVG element; its texts are escaped.</returns>
    public static string ToSvg(WorkflowDefinition definition, IReadOnlyDictionary<string, long>? counts = null)
    {
        var panels = definition.Nodes
            .Where(node => node.Parent is null || node.Children.Count + node.Branches.Count > 0)
            .Select(container => (Container: container, Layout: DrawingLayout.Of(container)))
            .Where(panel => panel.Layout.Boxes.Count > 0)
            .ToList();
        var width = panels.Select(panel => panel.Layout.Width).DefaultIfEmpty(200).Max() + (2 * Margin);
        var height = panels.Sum(panel => panel.Layout.Height + TitleHeight + Margin) + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(definition.Name)}</title>");
        svg.Append("<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>");
        var top = Margin;
        foreach (var (container, layout) in panels)
        {
            DrawPanel(svg, definition, container, layout, top, counts ?? new Dictionary<string, long>());
            top += layout.Height + TitleHeight + Margin;
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawPanel(StringBuilder svg, WorkflowDefinition definition, ActivityNode container, DrawingLayout layout, double top, IReadOnlyDictionary<string, long> counts)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Margin:0} {top:0})\"><text x=\"0\" y=\"14\" font-weight=\"bold\" fill=\"#333\">{Escape(container.Parent is null ? definition.Name : Label(container))}</text><g transform=\"translate(0 {TitleHeight:0})\">");
        foreach (var line in layout.Lines)
        {
            DrawLine(svg, line);
        }

        foreach (var box in layout.Boxes)
        {
            DrawBox(svg, box, counts.Where(count => count.Key == box.Node.NodeId || count.Key.StartsWith($"{box.Node.NodeId}:", StringComparison.Ordinal)).Sum(count => count.Value));
        }

        svg.Append("</g></g>");
    }

    private static void DrawBox(StringBuilder svg, DrawingBox box, long waiting)
    {
        var fill = waiting > 0 ? "#fff4d6" : "#f6f8fa";
        svg.Append(CultureInfo.InvariantCulture, $"<g data-activity=\"{Escape(box.Node.NodeId)}\"><rect x=\"{box.X:0}\" y=\"{box.Y:0}\" width=\"{box.Width:0}\" height=\"{box.Height:0}\" rx=\"6\" fill=\"{fill}\" stroke=\"#8a94a0\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{box.X + 10:0}\" y=\"{box.Y + 21:0}\" fill=\"#1c2733\">{Escape(Cut(Label(box.Node), 14))}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{box.X + 10:0}\" y=\"{box.Y + 39:0}\" fill=\"#68737f\" font-size=\"11\">{Escape(Cut(box.Node.Type, 26))}</text>");
        if (waiting > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{box.X + box.Width - 10:0}\" y=\"{box.Y + 21:0}\" text-anchor=\"end\" font-weight=\"bold\" fill=\"#9a5b00\">{waiting}</text>");
        }

        svg.Append("</g>");
    }

    private static void DrawLine(StringBuilder svg, DrawingLine line)
    {
        var (x1, y1) = (line.From.X + (line.From.Width / 2), line.From.Y + line.From.Height);
        var (x2, y2) = (line.To.X + (line.To.Width / 2), line.To.Y);
        var bend = Math.Max(24, Math.Abs(y2 - y1) / 2);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0} {y1:0}C{x1:0} {y1 + bend:0} {x2:0} {y2 - bend:0} {x2:0} {y2:0}\" fill=\"none\" stroke=\"#555\" marker-end=\"url(#arrow)\"/>");
        if (line.Label is not ("" or "Done"))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{((x1 + x2) / 2) + 4:0}\" y=\"{(y1 + y2) / 2:0}\" fill=\"#555\" font-size=\"11\">{Escape(line.Label)}</text>");
        }
    }

    private static string Label(ActivityNode node) => node.Name.Length > 0 ? node.Name : node.Id;

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
