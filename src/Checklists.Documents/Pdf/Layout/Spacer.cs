using Checklists.Documents.Pdf.Recording;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>Empty height.</summary>
/// <param name="height">In points.</param>
public sealed class Spacer(float height) : LayoutElement
{
    /// <inheritdoc/>
    public override float Measure(float width) => height;

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
    }
}
