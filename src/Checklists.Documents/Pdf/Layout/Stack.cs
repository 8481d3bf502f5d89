using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>Elements below each other that stay on one page.</summary>
/// <param name="children">From top to bottom.</param>
public sealed class Stack(IReadOnlyList<LayoutElement> children) : LayoutElement
{
    /// <inheritdoc/>
    public override float Measure(float width) => children.Sum(child => child.Measure(width));

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
        foreach (LayoutElement child in children)
        {
            child.Draw(page, left, top, width);
            top += child.Measure(width);
        }
    }
}
