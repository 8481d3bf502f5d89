using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>Elements side by side; not parted between pages.</summary>
/// <param name="columns">Each column's width in points, or <c>null</c> for an equal share of what is left, with its element.</param>
/// <param name="gap">White between columns.</param>
public sealed class Columns(IReadOnlyList<(float? Width, LayoutElement Content)> columns, float gap = 0) : LayoutElement
{
    /// <inheritdoc/>
    public override float Measure(float width) => Places(width).Max(place => place.Content.Measure(place.Width));

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
        foreach ((float offset, float columnWidth, LayoutElement content) in Places(width))
        {
            content.Draw(page, left + offset, top, columnWidth);
        }
    }

    private IEnumerable<(float Offset, float Width, LayoutElement Content)> Places(float width)
    {
        float rest = width - (gap * (columns.Count - 1)) - columns.Sum(column => column.Width ?? 0);
        int shares = columns.Count(column => column.Width is null);
        float offset = 0;
        foreach ((float? fixedWidth, LayoutElement content) in columns)
        {
            float columnWidth = fixedWidth ?? (rest / shares);
            yield return (offset, columnWidth, content);
            offset += columnWidth + gap;
        }
    }
}
