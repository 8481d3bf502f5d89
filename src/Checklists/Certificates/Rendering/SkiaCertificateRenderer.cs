using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Recording;

namespace Checklists.Certificates.Rendering;

/// <summary>Draws documents with Skia and HarfBuzz. Thread-safe; the fonts are loaded once, so one instance serves the whole process.</summary>
public sealed class SkiaCertificateRenderer : ICertificateRenderer, IDisposable
{
    private readonly FontLibrary _fonts;

    /// <summary>Loads the fonts.</summary>
    /// <param name="fontDirectory">The directory of the .ttf files, see <see cref="FontLibrary"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="FileNotFoundException">A face is missing.</exception>
    public SkiaCertificateRenderer(string fontDirectory) => _fonts = new FontLibrary(fontDirectory);

    /// <inheritdoc/>
    public byte[] Render(CertificateDocument document)
    {
        var properties = new PdfProperties(
            $"村级组织工作事项核对情况告知单（{document.Number}）",
            $"{document.Village} {document.Week}",
            document.Issuer,
            document.CutOff);
        return PdfWriter.Write(new CertificateTemplate(_fonts).Compose(document), properties);
    }

    /// <inheritdoc/>
    public byte[] Render(TownshipSummaryDocument document)
    {
        var properties = new PdfProperties(
            $"{document.Township}村级组织工作事项周核对情况（{document.Week}）",
            $"{document.County} {document.Week}",
            document.Issuer,
            document.CutOff);
        return PdfWriter.Write(new TownshipSummaryTemplate(_fonts).Compose(document), properties);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Unprintable(string text) => _fonts.Missing(text);

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();
}
