using System.Runtime.InteropServices;
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
                Replay(canvas, fonts, page.Commands);

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

    private static void Replay(SKCanvas canvas, EmbeddedFonts fonts, IReadOnlyList<DrawingCommand> commands)
    {
        var next = 0;
        while (next < commands.Count)
        {
            if (commands[next] is GlyphsCommand first)
            {
                int end = next + 1;
                while (end < commands.Count && commands[end] is GlyphsCommand other && LooksLike(first, other))
                {
                    end++;
                }

                Replay(canvas, fonts, first, commands.Skip(next).Take(end - next).Cast<GlyphsCommand>());
                next = end;
            }
            else
            {
                Replay(canvas, (RectanglesCommand)commands[next++]);
            }
        }
    }

    private static bool LooksLike(GlyphsCommand one, GlyphsCommand other) =>
        one.Face == other.Face && one.Size == other.Size && one.Color == other.Color;

    /// <summary>Draws neighbouring lines of one look at once: Skia spends more on a run than on its glyphs.</summary>
    private static void Replay(SKCanvas canvas, EmbeddedFonts fonts, GlyphsCommand look, IEnumerable<GlyphsCommand> runs)
    {
        var codePoints = new List<int>();
        var places = new List<SKPoint>();
        foreach (GlyphsCommand run in runs)
        {
            codePoints.AddRange(run.CodePoints);
            places.AddRange(run.Lefts.Select(left => new SKPoint(left, run.Baseline)));
        }

        using var font = new SKFont(fonts[look.Face], look.Size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };
        using var builder = new SKTextBlobBuilder();
        builder.AddPositionedRun(font.GetGlyphs(CollectionsMarshal.AsSpan(codePoints)), font, CollectionsMarshal.AsSpan(places));
        using SKTextBlob? blob = builder.Build();
        using var paint = new SKPaint { Color = look.Color };
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
