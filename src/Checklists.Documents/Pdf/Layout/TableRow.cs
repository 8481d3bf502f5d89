using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>A row of cells. A row too tall for a page parts inside its cells.</summary>
internal sealed class TableRow(IReadOnlyList<LayoutElement> cells, TableGrid grid)
{
    public float Measure(float width)
    {
        float tallest = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            tallest = Math.Max(tallest, cells[i].Measure(grid.InnerWidth(i, width)));
        }

        return tallest + (2 * grid.PaddingVertical);
    }

    public void Draw(PageRecording page, float left, float top, float width)
    {
        float height = Measure(width);
        for (var i = 0; i < cells.Count; i++)
        {
            float inner = grid.InnerWidth(i, width);
            float slack = height - cells[i].Measure(inner);
            cells[i].Draw(page, left + grid.Offset(i, width) + grid.PaddingHorizontal, top + (slack / 2), inner);
        }
    }

    public (TableRow Head, TableRow Tail)? Split(float width, float height)
    {
        var heads = new LayoutElement[cells.Count];
        var tails = new LayoutElement[cells.Count];
        float room = height - (2 * grid.PaddingVertical);
        for (var i = 0; i < cells.Count; i++)
        {
            float inner = grid.InnerWidth(i, width);
            if (cells[i].Measure(inner) <= room)
            {
                (heads[i], tails[i]) = (cells[i], new Spacer(0));
            }
            else if (cells[i].Split(inner, room) is { } parts)
            {
                (heads[i], tails[i]) = parts;
            }
            else
            {
                return null;
            }
        }

        return (new TableRow(heads, grid), new TableRow(tails, grid));
    }
}
