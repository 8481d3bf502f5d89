using Checklists.Documents.Pdf.Structure;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Recording;

/// <summary>Writes recorded pages as PDF/A-2b: each face is cut to the characters used and embedded.</summary>
public static class PdfWriter
{
    private const string Creator = "Checklists";
    private const string Language = "zh-CN";

    /// <summary>Writes the pages; the same input gives the same bytes.</summary>
    public static byte[] Write(IReadOnlyList<PageRecording> pages, PdfProperties properties)
    {
        using var fonts = new EmbeddedFonts(pages);
        using var stream = new MemoryStream();
        using (SKDocument document = SKDocument.CreatePdf(stream, Metadata(properties)))
        {
            foreach (PageRecording page in pages)
            {
                SKCanvas canvas = document.BeginPage(page.Width, page.Height);
                foreach (DrawingCommand command in page.Commands)
                {
                    Replay(canvas, fonts, command);
                }

                document.EndPage();
            }

            document.Close();
        }

        return DocumentFinish.Complete(stream.ToArray(), Language);
    }

    private static SKDocumentPdfMetadata Metadata(PdfProperties properties) => new()
    {
        Title = properties.Title,
        Subject = properties.Subject,
        Author = properties.Author,
        Creator = Creator,
        Creation = properties.Created.UtcDateTime,
        Modified = properties.Created.UtcDateTime,
        PdfA = true,
        RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
        EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
    };

    private static void Replay(SKCanvas canvas, EmbeddedFonts fonts, DrawingCommand command)
    {
        switch (command)
        {
            case GlyphsCommand glyphs:
                Replay(canvas, fonts, glyphs);
                break;
            case RectanglesCommand rectangles:
                Replay(canvas, rectangles);
                break;
        }
    }

    private static void Replay(SKCanvas canvas, EmbeddedFonts fonts, GlyphsCommand command)
    {
        using var font = new SKFont(fonts[command.Face], command.Size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
        using var builder = new SKTextBlobBuilder();
        builder.AddHorizontalRun(font.GetGlyphs(command.CodePoints), font, command.Lefts, command.Baseline);
        using SKTextBlob? blob = builder.Build();
        using var paint = new SKPaint { Color = command.Color };
        canvas.DrawText(blob, 0, 0, paint);
    }

    private static void Replay(SKCanvas canvas, RectanglesCommand command)
    {
        using var builder = new SKPathBuilder();
        foreach (SKRect rectangle in command.Rectangles)
        {
            builder.AddRect(rectangle);
        }

        using SKPath path = builder.Detach();
        using var paint = new SKPaint { Color = command.Color };
        canvas.DrawPath(path, paint);
    }
}
