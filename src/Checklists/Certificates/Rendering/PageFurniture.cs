using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Pdf.Text;

namespace Checklists.Certificates.Rendering;

/// <summary>
/// What stands below the type area of every page: the page number of GB/T 9704 (odd pages right, even pages
/// left, 7 mm below the type area), and opposite it the document's number, so that a loose page finds home.
/// </summary>
internal sealed class PageFurniture(FontLibrary fonts, PageSetup setup, string label)
{
    private const float NumberSize = 14;
    private const float LabelSize = 9;
    private const float Pitch = 18;

    /// <summary>Draws the foot of one page.</summary>
    public void Draw(PageRecording page, int number, int pages)
    {
        bool odd = number % 2 == 1;
        float top = setup.Top + setup.ContentHeight + (7 * PageSetup.Millimetre) - ((Pitch - NumberSize) / 2);
        // 单页码居右空一字，双页码居左空一字.
        TextBlock pageNumber = Line($"— {number} —", NumberSize, odd ? TextAlignment.Right : TextAlignment.Left);
        pageNumber.Draw(page, setup.Left + NumberSize, top, setup.ContentWidth - (2 * NumberSize));
        Line($"{label}　共{pages}页", LabelSize, odd ? TextAlignment.Left : TextAlignment.Right).Draw(page, setup.Left, top, setup.ContentWidth);
    }

    private TextBlock Line(string text, float size, TextAlignment alignment) =>
        new(fonts, [new TextSpan(text, new TextStyle(FontRole.Text, size))], Pitch) { Alignment = alignment };
}
