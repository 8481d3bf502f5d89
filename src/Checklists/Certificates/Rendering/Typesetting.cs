using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Text;

namespace Checklists.Certificates.Rendering;

/// <summary>The type sizes and distances of GB/T 9704-2012, as paragraphs and table cells. Lengths in points.</summary>
internal sealed class Typesetting(FontLibrary fonts)
{
    /// <summary>三号.</summary>
    public const float BodySize = 16;

    /// <summary>22 lines on a page of 225 mm.</summary>
    public const float BodyPitch = 225 * PageSetup.Millimetre / 22;

    /// <summary>二号.</summary>
    public const float TitleSize = 22;

    /// <summary>小五: the annex must stay readable and short.</summary>
    public const float CellSize = 9;

    /// <summary>Line pitch of small print.</summary>
    public const float NotePitch = 15;

    private const float TitlePitch = 32;
    private const float CellPitch = 12;
    private const float NoteSize = 10.5f;

    private static readonly TextStyle Body = new(FontRole.Text, BodySize);
    private static readonly TextStyle BodyHeading = new(FontRole.Heading, BodySize);

    /// <summary>标题, each part on lines of its own so that it breaks by sense.</summary>
    public Stack Title(params IEnumerable<string> parts) =>
        new([.. parts.Select(part => new TextBlock(fonts, [new TextSpan(part, new TextStyle(FontRole.Title, TitleSize))], TitlePitch) { Alignment = TextAlignment.Center })])
        {
            KeepWithNext = true,
        };

    /// <summary>A paragraph of the body, first line indented by two characters.</summary>
    public TextBlock Paragraph(string text, bool keepWithNext = false) => Indented([new TextSpan(text, Body)], keepWithNext);

    /// <summary>A numbered section: its heading runs into its first sentence.</summary>
    public TextBlock Section(string heading, string text, bool keepWithNext = false) =>
        Indented([new TextSpan(heading, BodyHeading), new TextSpan(text, Body)], keepWithNext);

    /// <summary>A section's heading above a table or a list.</summary>
    public TextBlock SectionHeading(string heading) =>
        new(fonts, [new TextSpan(heading, BodyHeading)], BodyPitch) { FirstIndent = 2 * BodySize, KeepWithNext = true };

    /// <summary>A line of the body without indent.</summary>
    public TextBlock Line(string text, TextAlignment alignment = TextAlignment.Left, bool keepWithNext = false) =>
        new(fonts, [new TextSpan(text, Body)], BodyPitch) { Alignment = alignment, KeepWithNext = keepWithNext };

    /// <summary>黑体 line above an annex.</summary>
    public TextBlock AnnexMark(string text) => new(fonts, [new TextSpan(text, BodyHeading)], BodyPitch) { Alignment = TextAlignment.Left, KeepWithNext = true };

    /// <summary>Small print.</summary>
    public TextBlock Note(string text, TextAlignment alignment = TextAlignment.Left, bool keepWithNext = false) =>
        new(fonts, [new TextSpan(text, new TextStyle(FontRole.Text, NoteSize))], NotePitch) { Alignment = alignment, KeepWithNext = keepWithNext };

    /// <summary>A table's head cell; each part on a line of its own.</summary>
    public Stack HeadCell(params IEnumerable<string> parts) =>
        new([.. parts.Select(part => new TextBlock(fonts, [new TextSpan(part, new TextStyle(FontRole.Heading, CellSize))], CellPitch) { Alignment = TextAlignment.Center })]);

    /// <summary>A table cell.</summary>
    public TextBlock Cell(string text, TextAlignment alignment = TextAlignment.Left) =>
        new(fonts, [new TextSpan(text, new TextStyle(FontRole.Text, CellSize))], CellPitch) { Alignment = alignment };

    /// <summary>A table cell whose first words are set in 黑体.</summary>
    public TextBlock Cell(string label, string text) =>
        new(fonts, [new TextSpan(label, new TextStyle(FontRole.Heading, CellSize)), new TextSpan(text, new TextStyle(FontRole.Text, CellSize))], CellPitch) { Alignment = TextAlignment.Left };

    private TextBlock Indented(IReadOnlyList<TextSpan> spans, bool keepWithNext) =>
        new(fonts, spans, BodyPitch) { FirstIndent = 2 * BodySize, KeepWithNext = keepWithNext };
}
