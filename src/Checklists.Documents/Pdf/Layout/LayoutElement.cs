using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>A piece of a page: it says how tall it is, draws itself, and may be parted between two pages. All lengths in points.</summary>
public abstract class LayoutElement
{
    /// <summary>Whether a page may not end right behind this element (headings).</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Height at a width.</summary>
    public abstract float Measure(float width);

    /// <summary>Draws the whole element with its top left corner at a place.</summary>
    public abstract void Draw(PageRecording page, float left, float top, float width);

    /// <summary>Parts the element so that the head is no taller than a height.</summary>
    /// <returns><c>null</c> when no good place to part it fits: the element then moves to the next page whole.</returns>
    public virtual (LayoutElement Head, LayoutElement Tail)? Split(float width, float height) => null;
}
