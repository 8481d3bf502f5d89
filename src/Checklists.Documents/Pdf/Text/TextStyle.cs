using Checklists.Documents.Pdf.Fonts;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Text;

/// <summary>How a stretch of text looks.</summary>
/// <param name="Role">Which face.</param>
/// <param name="Size">Type size in points.</param>
public readonly record struct TextStyle(FontRole Role, float Size)
{
    /// <summary>Ink; black unless said otherwise.</summary>
    public SKColor Color { get; init; } = SKColors.Black;
}

/// <summary>A stretch of text in one style.</summary>
/// <param name="Text">The words. Line feeds are treated as spaces; invisible and control characters are left out.</param>
/// <param name="Style">How they look.</param>
public readonly record struct TextSpan(string Text, TextStyle Style);
