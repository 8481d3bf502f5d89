namespace Checklists.Documents.Pdf.Text;

/// <summary>One line of glyphs with their places.</summary>
/// <param name="Glyphs">The glyphs, without spaces at the end.</param>
/// <param name="Offsets">Left edge of each glyph from the line's start, in points.</param>
/// <param name="Width">Width that the line covers, in points.</param>
internal sealed record TextLine(ReadOnlyMemory<Glyph> Glyphs, float[] Offsets, float Width)
{
    /// <summary>The characters of the line.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        foreach (Glyph glyph in Glyphs.Span)
        {
            text.Append(char.ConvertFromUtf32(glyph.CodePoint));
        }

        return text.ToString();
    }
}
