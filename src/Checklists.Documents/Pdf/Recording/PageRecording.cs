using Checklists.Documents.Pdf.Text;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Recording;

/// <summary>
/// A page as a list of commands. It is recorded first and written later, because a font can be cut only when
/// all characters of the document are known; tests read geometry from it without looking at pixels.
/// </summary>
/// <param name="width">Width in points.</param>
/// <param name="height">Height in points.</param>
public sealed class PageRecording(float width, float height)
{
    private readonly List<DrawingCommand> _commands = [];

    /// <summary>Width in points.</summary>
    public float Width { get; } = width;

    /// <summary>Height in points.</summary>
    public float Height { get; } = height;

    /// <summary>The commands in drawing order, which is the reading order.</summary>
    public IReadOnlyList<DrawingCommand> Commands => _commands;

    /// <summary>Draws a rule of a given thickness around its centre line.</summary>
    public void HorizontalRule(float left, float right, float y, float thickness, SKColor color) =>
        Rectangles([new SKRect(left, y - (thickness / 2), right, y + (thickness / 2))], color);

    /// <summary>Fills rectangles.</summary>
    public void Rectangles(IReadOnlyList<SKRect> rectangles, SKColor color) => _commands.Add(new RectanglesCommand(rectangles, color));

    /// <summary>Draws a line of text.</summary>
    internal void Line(TextLine line, float left, float baseline)
    {
        ReadOnlySpan<Glyph> glyphs = line.Glyphs.Span;
        var start = 0;
        while (start < glyphs.Length)
        {
            Glyph first = glyphs[start];
            int end = start + 1;
            while (end < glyphs.Length && glyphs[end].Face == first.Face && glyphs[end].Size == first.Size && glyphs[end].Color == first.Color)
            {
                end++;
            }

            AddRun(glyphs[start..end], line.Offsets.AsSpan(start, end - start), left, baseline);
            start = end;
        }
    }

    private void AddRun(ReadOnlySpan<Glyph> glyphs, ReadOnlySpan<float> offsets, float left, float baseline)
    {
        var points = new int[glyphs.Length];
        var lefts = new float[glyphs.Length];
        for (var i = 0; i < glyphs.Length; i++)
        {
            points[i] = glyphs[i].CodePoint;
            lefts[i] = left + offsets[i];
        }

        _commands.Add(new GlyphsCommand(glyphs[0].Face, glyphs[0].Size, glyphs[0].Color, points, lefts, baseline));
    }
}
