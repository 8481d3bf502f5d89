using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Qr;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Layout;

/// <summary>A QR code, drawn as one path.</summary>
/// <param name="code">The code.</param>
/// <param name="side">Length of a side with its quiet zone, in points.</param>
public sealed class QrBlock(QrCode code, float side) : LayoutElement
{
    /// <inheritdoc/>
    public override float Measure(float width) => side;

    /// <inheritdoc/>
    public override void Draw(PageRecording page, float left, float top, float width)
    {
        float module = side / (code.Size + (2 * QrCode.QuietZone));
        float origin = QrCode.QuietZone * module;
        page.Rectangles([.. code.DarkRuns().Select(run => Run(run, left + origin, top + origin, module))], SKColors.Black);
    }

    private static SKRect Run((int Row, int Column, int Length) run, float left, float top, float module) =>
        new(left + (run.Column * module), top + (run.Row * module), left + ((run.Column + run.Length) * module), top + ((run.Row + 1) * module));
}
