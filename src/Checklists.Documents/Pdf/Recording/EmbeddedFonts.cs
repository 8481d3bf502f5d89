using Checklists.Documents.Pdf.Fonts;
using SkiaSharp;

namespace Checklists.Documents.Pdf.Recording;

/// <summary>The faces of one document, cut to its characters.</summary>
internal sealed class EmbeddedFonts : IDisposable
{
    private readonly Dictionary<FontFace, SKTypeface> _typefaces = [];

    public EmbeddedFonts(IReadOnlyList<PageRecording> pages)
    {
        IEnumerable<GlyphsCommand> runs = pages.SelectMany(page => page.Commands).OfType<GlyphsCommand>();
        foreach (IGrouping<FontFace, GlyphsCommand> face in runs.GroupBy(run => run.Face))
        {
            byte[] cut = FontSubsetter.Cut(face.Key, face.SelectMany(run => run.CodePoints));
            using SKData data = SKData.CreateCopy(cut);
            _typefaces[face.Key] = SKTypeface.FromData(data)
                ?? throw new InvalidDataException($"字体文件 {face.Key.Path} 裁剪后无法读取，文件可能已损坏。请重新安装该字体。");
        }
    }

    public SKTypeface this[FontFace face] => _typefaces[face];

    public void Dispose()
    {
        foreach (SKTypeface typeface in _typefaces.Values)
        {
            typeface.Dispose();
        }
    }
}
