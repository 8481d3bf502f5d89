using Checklists.Documents.Pdf.Recording;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>
/// A ruled table whose header row is repeated on every page. It parts between rows: never right behind the
/// header, and never so that the last row stands alone on a page.
/// </summary>
public sealed class Table : LayoutElement
{
    /// <summary>Only a row taller than this share of the free height parts inside; shorter ones move on whole.</summary>
    private const float RowKeptWhole = 0.5f;

    private readonly TableGrid _grid;
    private readonly TableRow _header;
    private readonly IReadOnlyList<TableRow> _rows;

    /// <summary>Makes a table.</summary>
    /// <param name="grid">Columns and rules.</param>
    /// <param name="header">The header row's cells.</param>
    /// <param name="rows">The other rows' cells.</param>
    /// <exception cref="ArgumentException">A row has not one cell for every column.</exception>
    public Table(TableGrid grid, IReadOnlyList<LayoutElement> header, IEnumerable<IReadOnlyList<LayoutElement>> rows)
        : this(grid, Row(grid, header), [.. rows.Select(cells => Row(grid, cells))])
    {
    }

    private Table(TableGrid grid, TableRow header, IReadOnlyList<TableRow> rows)
    {
        _grid = grid;
        _header = header;
        _rows = rows;
    }

    /// <inheritdoc/>
    public override float Measure(float width) => _header.Measure(width) + _rows.Sum(row => row.Measure(width));

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
        var edges = new List<float> { top };
        float y = top;
        foreach (TableRow row in _rows.Prepend(_header))
        {
            row.Draw(page, left, y, width);
            y += row.Measure(width);
            edges.Add(y);
        }

        page.Rectangles(Rules(left, width, edges), SKColors.Black);
    }

    /// <inheritdoc/>
    public override (LayoutElement Head, LayoutElement Tail)? Split(float width, float height)
    {
        float free = height - _header.Measure(width);
        float used = 0;
        var fitting = 0;
        while (fitting < _rows.Count && used + _rows[fitting].Measure(width) <= free + 0.01f)
        {
            used += _rows[fitting++].Measure(width);
        }

        if (fitting < _rows.Count && SplitRow(fitting, width, free, used) is { } parts)
        {
            return (With([.. _rows.Take(fitting), parts.Head]), With([parts.Tail, .. _rows.Skip(fitting + 1)]));
        }

        fitting -= fitting == _rows.Count - 1 && fitting > 2 ? 1 : 0;
        return fitting == 0 ? null : (With([.. _rows.Take(fitting)]), With([.. _rows.Skip(fitting)]));
    }

    private (TableRow Head, TableRow Tail)? SplitRow(int index, float width, float free, float used) =>
        _rows[index].Measure(width) > RowKeptWhole * free ? _rows[index].Split(width, free - used) : null;

    private Table With(IReadOnlyList<TableRow> rows) => new(_grid, _header, rows);

    private static TableRow Row(TableGrid grid, IReadOnlyList<LayoutElement> cells) =>
        cells.Count == grid.Columns.Count
            ? new TableRow(cells, grid)
            : throw new ArgumentException($"A row of {cells.Count} cells in a table of {grid.Columns.Count} columns.", nameof(cells));

    /// <summary>All rules as rectangles that touch but do not overlap, so that they can be one path.</summary>
    private List<SKRect> Rules(float left, float width, List<float> edges)
    {
        float outer = _grid.OuterRule / 2;
        float inner = _grid.InnerRule / 2;
        float right = left + width;
        var rules = new List<SKRect>
        {
            new(left - outer, edges[0] - outer, right + outer, edges[0] + outer),
            new(left - outer, edges[^1] - outer, right + outer, edges[^1] + outer),
            new(left - outer, edges[0] + outer, left + outer, edges[^1] - outer),
            new(right - outer, edges[0] + outer, right + outer, edges[^1] - outer),
        };
        rules.AddRange(edges.Skip(1).SkipLast(1).Select(y => new SKRect(left + outer, y - inner, right - outer, y + inner)));
        for (var column = 1; column < _grid.Columns.Count; column++)
        {
            float x = left + _grid.Offset(column, width);
            for (var row = 1; row < edges.Count; row++)
            {
                float from = edges[row - 1] + (row == 1 ? outer : inner);
                float to = edges[row] - (row == edges.Count - 1 ? outer : inner);
                rules.Add(new SKRect(x - inner, from, x + inner, to));
            }
        }

        return rules;
    }
}
