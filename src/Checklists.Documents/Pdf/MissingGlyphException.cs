namespace Checklists.Documents.Pdf;

/// <summary>A character that must be printed has no glyph in the fonts. A blank in a document would be a silent error.</summary>
public sealed class MissingGlyphException : Exception
{
    /// <summary>Names the character and the text around it.</summary>
    public MissingGlyphException(string character, string text)
        : base($"字体中没有“{character}”（U+{char.ConvertToUtf32(character, 0):X4}）的字形，所在文字：“{text}”。请为该字安装字体后重新生成。")
    {
        Character = character;
    }

    /// <summary>The character, as a string because it may be a surrogate pair.</summary>
    public string Character { get; }
}
