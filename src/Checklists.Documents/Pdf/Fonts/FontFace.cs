using System.Collections.Concurrent;
using HarfBuzzSharp;

namespace Checklists.Documents.Pdf.Fonts;

/// <summary>A TrueType face, loaded once and shared by all threads.</summary>
public sealed class FontFace : IDisposable
{
    private readonly Blob _blob;
    private readonly Font _font;
    private readonly ConcurrentDictionary<int, bool> _coverage = new();

    /// <summary>Loads a face.</summary>
    /// <param name="path">A .ttf file with TrueType outlines.</param>
    /// <exception cref="InvalidDataException">The file is no font, or its outlines are not TrueType.</exception>
    public FontFace(string path)
    {
        Path = path;
        // Blob.FromStream hands HarfBuzz memory that the collector may move; the file is mapped instead.
        _blob = Blob.FromFile(path);
        Face = new Face(_blob, 0);
        if (Face.GlyphCount == 0 || !Face.Tables.Contains(Tag.Parse("glyf")))
        {
            throw new InvalidDataException($"字体文件 {path} 不是 TrueType 轮廓的字体（缺少 glyf 表），无法嵌入文件。请换用 .ttf 格式的字体。");
        }

        Face.MakeImmutable();
        _font = new Font(Face);
        _font.SetFunctionsOpenType();
        UnitsPerEm = Face.UnitsPerEm;
        FontExtents extents = _font.GetFontExtentsForDirection(Direction.LeftToRight);
        Ascent = (float)extents.Ascender / UnitsPerEm;
        Descent = -(float)extents.Descender / UnitsPerEm;
    }

    /// <summary>The file the face was loaded from.</summary>
    public string Path { get; }

    /// <summary>Font units per em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Height above the baseline, in ems.</summary>
    public float Ascent { get; }

    /// <summary>Depth below the baseline, in ems, positive.</summary>
    public float Descent { get; }

    internal Face Face { get; }

    /// <summary>Whether the face draws this character.</summary>
    public bool Covers(int codePoint) =>
        _coverage.GetOrAdd(codePoint, static (point, font) => font.TryGetNominalGlyph(point, out uint glyph) && glyph != 0, _font);

    /// <summary>Advances of a text that the face covers whole, in ems, one per code point.</summary>
    internal float[] Advances(ReadOnlySpan<int> codePoints)
    {
        using var buffer = new HarfBuzzSharp.Buffer { Direction = Direction.LeftToRight, Script = Script.Han, ClusterLevel = ClusterLevel.Characters };
        buffer.AddUtf32(codePoints);
        _font.Shape(buffer, ShapingFeatures);
        var advances = new float[codePoints.Length];
        ReadOnlySpan<GlyphInfo> infos = buffer.GetGlyphInfoSpan();
        ReadOnlySpan<GlyphPosition> positions = buffer.GetGlyphPositionSpan();
        for (var i = 0; i < infos.Length; i++)
        {
            advances[infos[i].Cluster] += (float)positions[i].XAdvance / UnitsPerEm;
        }

        return advances;
    }

    /// <summary>One glyph per character: anything that merges or replaces glyphs would spoil the text that a reader copies out.</summary>
    private static readonly Feature[] ShapingFeatures =
        [.. new[] { "liga", "clig", "calt", "ccmp", "locl", "rlig" }.Select(name => new Feature(Tag.Parse(name), 0))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _font.Dispose();
        Face.Dispose();
        _blob.Dispose();
    }
}
