using Checklists.Documents.Pdf.Fonts;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Recording;

/// <summary>Something drawn on a page. Points from the page's top left corner.</summary>
public abstract record DrawingCommand;

/// <summary>Characters of one face and size on one baseline.</summary>
/// <param name="Face">The face.</param>
/// <param name="Size">Type size in points.</param>
/// <param name="Color">Ink.</param>
/// <param name="CodePoints">The characters in reading order.</param>
/// <param name="Lefts">Left edge of each character.</param>
/// <param name="Baseline">The baseline.</param>
public sealed record GlyphsCommand(FontFace Face, float Size, SKColor Color, int[] CodePoints, float[] Lefts, float Baseline) : DrawingCommand;

/// <summary>Filled rectangles of one ink, written as one path: rules of a table, modules of a QR code.</summary>
/// <param name="Rectangles">The rectangles; they do not overlap.</param>
/// <param name="Color">Ink.</param>
public sealed record RectanglesCommand(IReadOnlyList<SKRect> Rectangles, SKColor Color) : DrawingCommand;
