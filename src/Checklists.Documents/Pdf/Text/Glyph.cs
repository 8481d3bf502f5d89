using Checklists.Documents.Pdf.Fonts;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Text;

/// <summary>A character with its face and measure: the unit of line breaking.</summary>
/// <param name="CodePoint">The character.</param>
/// <param name="Face">The face that draws it.</param>
/// <param name="Size">Type size in points.</param>
/// <param name="Color">Ink.</param>
/// <param name="Advance">Width in points before any squeezing or stretching.</param>
internal readonly record struct Glyph(int CodePoint, FontFace Face, float Size, SKColor Color, float Advance)
{
    /// <summary>Whether the glyph fills a whole square, as Chinese characters and their punctuation do.</summary>
    public bool IsFullWidth => Advance > 0.9f * Size;
}
