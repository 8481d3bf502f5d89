namespace Checklists.Certificates;

/// <summary>Draws documents as PDF. An installation that owns another engine plugs it in here.</summary>
public interface ICertificateRenderer
{
    /// <summary>Draws one certificate; the same input gives the same bytes.</summary>
    /// <exception cref="Checklists.Documents.Pdf.MissingGlyphException">A character has no glyph in the fonts; the message names it.</exception>
    byte[] Render(CertificateDocument document);

    /// <summary>The characters of a text that the fonts cannot print, each once; empty for nearly every text.</summary>
    IReadOnlyList<string> Unprintable(string text);

    /// <summary>Draws a township's weekly summary; the same input gives the same bytes.</summary>
    /// <exception cref="Checklists.Documents.Pdf.MissingGlyphException">A character has no glyph in the fonts; the message names it.</exception>
    byte[] Render(TownshipSummaryDocument document);
}
