using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Pdf.Text;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>A paragraph. It parts between lines, never leaving one line alone on either page.</summary>
public sealed class TextBlock : LayoutElement
{
    private const int LinesKeptTogether = 2;

    private readonly Glyph[] _glyphs;
    private readonly int _firstLine;
    private readonly int _lastLine;
    private (float Width, List<TextLine> Lines)? _broken;

    /// <summary>Shapes a paragraph.</summary>
    /// <param name="fonts">The faces.</param>
    /// <param name="spans">Its words.</param>
    /// <param name="linePitch">Distance of baselines in points.</param>
    /// <exception cref="MissingGlyphException">No face draws a character.</exception>
    public TextBlock(FontLibrary fonts, IReadOnlyList<TextSpan> spans, float linePitch)
        : this(GlyphShaper.Shape(fonts, spans), linePitch, 0, int.MaxValue)
    {
    }

    private TextBlock(Glyph[] glyphs, float linePitch, int firstLine, int lastLine)
    {
        _glyphs = glyphs;
        LinePitch = linePitch;
        _firstLine = firstLine;
        _lastLine = lastLine;
    }

    /// <summary>Distance of baselines in points.</summary>
    public float LinePitch { get; }

    /// <summary>How lines lie between the margins.</summary>
    public TextAlignment Alignment { get; init; } = TextAlignment.Justified;

    /// <summary>Indent of the first line in points.</summary>
    public float FirstIndent { get; init; }

    /// <summary>The words of each line at a width, as set.</summary>
    public IReadOnlyList<string> LinesAt(float width) => [.. Lines(width).Select(line => line.ToString())];

    /// <inheritdoc/>
    public override float Measure(float width) => Lines(width).Count * LinePitch;

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
        List<TextLine> lines = Lines(width);
        for (var i = 0; i < lines.Count; i++)
        {
            float indent = _firstLine + i == 0 ? FirstIndent : 0;
            page.Line(lines[i], left + indent + AlignmentOffset(lines[i], width - indent), top + (i * LinePitch) + Baseline(lines[i]));
        }
    }

    /// <inheritdoc/>
    public override (LayoutElement Head, LayoutElement Tail)? Split(float width, float height)
    {
        int count = Lines(width).Count;
        int fitting = Math.Min((int)((height + 0.01f) / LinePitch), count - LinesKeptTogether);
        if (fitting < LinesKeptTogether)
        {
            return null;
        }

        return (Slice(_firstLine, _firstLine + fitting), Slice(_firstLine + fitting, _lastLine));
    }

    private TextBlock Slice(int firstLine, int lastLine) =>
        new(_glyphs, LinePitch, firstLine, lastLine) { Alignment = Alignment, FirstIndent = FirstIndent, KeepWithNext = KeepWithNext };

    private List<TextLine> Lines(float width)
    {
        if (_broken is not { } broken || broken.Width != width)
        {
            List<TextLine> all = LineBreaker.Break(_glyphs, width, FirstIndent, Alignment == TextAlignment.Justified);
            int last = Math.Min(_lastLine, all.Count);
            broken = (width, all.GetRange(_firstLine, Math.Max(0, last - _firstLine)));
            _broken = broken;
        }

        return broken.Lines;
    }

    /// <summary>Type stands in the middle of its line, as wide white above as below.</summary>
    private float Baseline(TextLine line)
    {
        Glyph first = line.Glyphs.Span[0];
        float height = (first.Face.Ascent + first.Face.Descent) * first.Size;
        return ((LinePitch - height) / 2) + (first.Face.Ascent * first.Size);
    }

    private float AlignmentOffset(TextLine line, float width) => Alignment switch
    {
        TextAlignment.Center => (width - line.Width) / 2,
        TextAlignment.Right => width - line.Width,
        _ => 0,
    };
}
