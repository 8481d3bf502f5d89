using System.Buffers;
using System.Globalization;
using System.Text;
using Checklists.Documents.Pdf.Fonts;

namespace Checklists.Documents.Pdf.Text;

/// <summary>Turns styled text into measured glyphs, choosing a face for every character.</summary>
internal static class GlyphShaper
{
    /// <summary>Shapes spans that follow each other on the line.</summary>
    /// <exception cref="MissingGlyphException">No face draws a character.</exception>
    public static Glyph[] Shape(FontLibrary fonts, IEnumerable<TextSpan> spans)
    {
        var glyphs = new List<Glyph>();
        foreach (TextSpan span in spans)
        {
            ShapeSpan(fonts, span, glyphs);
        }

        return [.. glyphs];
    }

    private static void ShapeSpan(FontLibrary fonts, TextSpan span, List<Glyph> glyphs)
    {
        int[] points = VisibleCodePoints(span.Text);
        var start = 0;
        while (start < points.Length)
        {
            FontFace face = FaceFor(fonts, span, points[start]);
            int end = start + 1;
            while (end < points.Length && FaceFor(fonts, span, points[end]) == face)
            {
                end++;
            }

            float[] advances = face.Advances(points.AsSpan(start, end - start));
            for (int i = start; i < end; i++)
            {
                glyphs.Add(new Glyph(points[i], face, span.Style.Size, span.Style.Color, advances[i - start] * span.Style.Size));
            }

            start = end;
        }
    }

    /// <summary>The characters of a text that no face draws, each once, in the order in which they stand.</summary>
    public static IReadOnlyList<string> MissingFrom(FontLibrary fonts, string text) =>
        [.. VisibleCodePoints(text).Distinct().Where(point => fonts.FaceFor(FontRole.Text, point) is null).Select(char.ConvertFromUtf32)];

    private static FontFace FaceFor(FontLibrary fonts, TextSpan span, int codePoint) =>
        fonts.FaceFor(span.Style.Role, codePoint) ?? throw new MissingGlyphException(char.ConvertFromUtf32(codePoint), span.Text);

    /// <summary>What is printed of a text: composed, white space as plain spaces, without marks that steer display only.</summary>
    private static int[] VisibleCodePoints(string text)
    {
        var points = new List<int>(text.Length);
        ReadOnlySpan<char> rest = text.IsNormalized() ? text : text.Normalize();
        while (Rune.DecodeFromUtf16(rest, out Rune rune, out int consumed) != OperationStatus.NeedMoreData)
        {
            rest = rest[consumed..];
            if (Printed(rune) is { } point)
            {
                points.Add(point);
            }
        }

        return [.. points];
    }

    private static int? Printed(Rune rune)
    {
        if (rune.Value is '\t' or '\n' or '\u00A0' or '\u2028' or '\u2029' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator && rune.Value != '\u3000')
        {
            return ' ';
        }

        bool invisible = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
        return invisible ? null : rune.Value;
    }
}
