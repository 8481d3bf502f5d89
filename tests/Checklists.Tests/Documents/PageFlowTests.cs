using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Pdf.Text;
using SkiaSharp;
using Xunit;

namespace Checklists.Tests.Documents;

public sealed class PageFlowTests
{
    private const float Pitch = 20;
    private static readonly PageSetup Setup = new(300, 260, 50, 30, 200, 200);

    [Fact]
    public void The_official_page_has_the_measures_of_the_standard()
    {
        PageSetup page = PageSetup.OfficialDocument;
        float millimetre = PageSetup.Millimetre;
        Assert.Equal(210, page.Width / millimetre, 0.01f);
        Assert.Equal(297, page.Height / millimetre, 0.01f);
        Assert.Equal(28, page.Left / millimetre, 0.01f);
        Assert.Equal(37, page.Top / millimetre, 0.01f);
        Assert.Equal(156, page.ContentWidth / millimetre, 0.01f);
        Assert.Equal(225, page.ContentHeight / millimetre, 0.01f);
    }

    [Fact]
    public void Nothing_is_drawn_outside_the_type_area()
    {
        IReadOnlyList<PageRecording> pages = Draw([.. Enumerable.Range(0, 30).Select(_ => Text("村级组织工作事项核对情况告知单仅反映核对情况不作为考核依据"))]);
        Assert.True(pages.Count > 3);
        Assert.All(pages.SelectMany(page => page.Commands).OfType<GlyphsCommand>(), line =>
        {
            Assert.InRange(line.Lefts[0], Setup.Left - 0.01f, Setup.Left + Setup.ContentWidth);
            Assert.True(line.Lefts[^1] + line.Size <= Setup.Left + Setup.ContentWidth + 0.05f);
            Assert.InRange(line.Baseline, Setup.Top, Setup.Top + Setup.ContentHeight);
        });
    }

    [Fact]
    public void A_heading_moves_to_the_next_page_with_what_follows()
    {
        LayoutElement heading = new TextBlock(ShippedFonts.Library, [Span("标题")], Pitch) { KeepWithNext = true };
        IReadOnlyList<PageRecording> pages = Draw([new Spacer(0), Text("一"), Filler(8), heading, Text("正文")]);
        Assert.Equal(["一", "标题正文"], pages.Select(TextOf));
    }

    [Fact]
    public void A_table_repeats_its_header_and_never_leaves_its_last_row_alone()
    {
        for (var rows = 2; rows < 40; rows++)
        {
            IReadOnlyList<PageRecording> pages = Draw([Text("起"), TableOf(rows)]);
            Assert.All(pages, page => Assert.Contains("表头", TextOf(page), StringComparison.Ordinal));
            Assert.Equal(rows, pages.Sum(page => TextOf(page).Count(character => character == '行')));
            Assert.True(rows < 3 || TextOf(pages[^1]).Count(character => character == '行') >= 2);
        }
    }

    [Fact]
    public void A_row_taller_than_the_page_parts_inside_and_loses_nothing()
    {
        string text = string.Concat(Enumerable.Repeat("甲乙丙丁戊己庚辛壬癸", 40));
        var table = new Table(new TableGrid([1]), [Text("表头")], [[Text(text)]]);
        IReadOnlyList<PageRecording> pages = Draw([table]);
        Assert.True(pages.Count > 1);
        Assert.Equal(text, string.Concat(pages.Select(TextOf)).Replace("表头", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_of_a_table_touch_but_do_not_overlap()
    {
        var page = new PageRecording(600, 800);
        var table = new Table(new TableGrid([1, 2, 1]), [Text("甲"), Text("乙"), Text("丙")], Enumerable.Range(0, 4).Select(_ => (IReadOnlyList<LayoutElement>)[Text("一"), Text("二"), Text("三")]));
        table.Draw(page, 0, 0, 300);
        IReadOnlyList<SKRect> rules = page.Commands.OfType<RectanglesCommand>().Single().Rectangles;
        Assert.Equal(4 + 4 + 10, rules.Count);
        for (var i = 0; i < rules.Count; i++)
        {
            Assert.All(rules.Skip(i + 1), other =>
            {
                SKRect common = SKRect.Intersect(rules[i], other);
                Assert.True(common.Width < 0.01f || common.Height < 0.01f);
            });
        }
    }

    [Fact]
    public void Columns_share_what_fixed_ones_leave()
    {
        var page = new PageRecording(600, 800);
        new Columns([(40, Text("甲")), (null, Text("乙")), (null, Text("丙"))], gap: 10).Draw(page, 5, 5, 200);
        Assert.Equal([5, 55, 135], page.Commands.OfType<GlyphsCommand>().Select(run => MathF.Round(run.Lefts[0])));
    }

    [Fact]
    public void An_element_taller_than_the_page_that_cannot_part_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Draw([Text("一"), new Stack([Filler(20)])]));

    private static IReadOnlyList<PageRecording> Draw(IReadOnlyList<LayoutElement> elements)
    {
        var flow = new PageFlow(Setup);
        flow.AddSection(elements);
        return flow.Draw();
    }

    private static Table TableOf(int rows) =>
        new(new TableGrid([1]), [Text("表头")], Enumerable.Range(0, rows).Select(_ => (IReadOnlyList<LayoutElement>)[Text("行")]));

    private static Spacer Filler(int lines) => new(lines * Pitch);

    private static TextSpan Span(string text) => new(text, new TextStyle(FontRole.Text, 10));

    private static TextBlock Text(string text) => new(ShippedFonts.Library, [Span(text)], Pitch);

    private static string TextOf(PageRecording page) => string.Concat(page.Commands
        .OfType<GlyphsCommand>()
        .SelectMany(run => run.CodePoints.Select(char.ConvertFromUtf32)));
}
