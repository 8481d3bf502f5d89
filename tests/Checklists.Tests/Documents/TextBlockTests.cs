using Checklists.Documents.Pdf;
using Checklists.Documents.Pdf.Fonts;
using Checklists.Documents.Pdf.Layout;
using Checklists.Documents.Pdf.Recording;
using Checklists.Documents.Pdf.Text;
using Xunit;

namespace Checklists.Tests.Documents;

public sealed class TextBlockTests
{
    private const float Size = 10;
    private const float Pitch = 15;

    [Theory]
    [InlineData("村级组织不承担，行政执法事项")]
    [InlineData("由派交单位收回（限期纠正）。其余")]
    [InlineData("他说：“不予承接。”随后退回原单位")]
    [InlineData("依据《关于规范村级组织工作事务的意见》办理")]
    public void A_line_neither_starts_with_closing_nor_ends_with_opening_punctuation(string text)
    {
        for (var ems = 4; ems < 16; ems++)
        {
            IReadOnlyList<string> lines = Block(text).LinesAt(ems * Size);
            Assert.Equal(text, string.Concat(lines));
            Assert.All(lines.Skip(1), line => Assert.DoesNotContain(line[0], "，。：”）》"));
            Assert.All(lines.SkipLast(1), line => Assert.DoesNotContain(line[^1], "（“《"));
        }
    }

    [Theory]
    [InlineData("共核对事项128项，其中", "128项")]
    [InlineData("截至2026年11月20日的情况", "2026年")]
    [InlineData("编号Checklists-W47在册", "Checklists-W47")]
    [InlineData("村级组织——自治组织不是", "——")]
    public void Numbers_keep_their_measure_and_words_stay_whole(string text, string whole)
    {
        for (var ems = 9; ems < 14; ems++)
        {
            Assert.Contains(Block(text).LinesAt(ems * Size), line => line.Contains(whole, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_word_longer_than_the_line_is_cut_without_losing_a_letter()
    {
        string address = "https://checklists.example/verify/" + new string('x', 80);
        IReadOnlyList<string> lines = Block(address).LinesAt(100);
        Assert.True(lines.Count > 3);
        Assert.Equal(address, string.Concat(lines));
    }

    [Fact]
    public void Justified_lines_end_at_the_margin_and_the_last_does_not()
    {
        const float Width = 123;
        TextBlock block = Block("村级组织工作事务机制牌子和证明事项核对情况告知单仅反映情况");
        GlyphsCommand[] lines = [.. Drawn(block, Width)];
        Assert.True(lines.Length > 2);
        Assert.All(lines.SkipLast(1), line => Assert.Equal(Width, line.Lefts[^1] + Size, 0.05f));
        Assert.True(lines[^1].Lefts[^1] + Size < Width - 1);
    }

    [Fact]
    public void The_first_line_is_indented_and_lines_stand_at_the_pitch()
    {
        var block = new TextBlock(ShippedFonts.Library, [Span("一二三四五六七八九十一二三四五六七八九十")], Pitch) { FirstIndent = 2 * Size };
        GlyphsCommand[] lines = [.. Drawn(block, 80)];
        Assert.Equal([6, 8, 6], lines.Select(line => line.CodePoints.Length));
        Assert.Equal(20, lines[0].Lefts[0], 0.01f);
        Assert.Equal(0, lines[1].Lefts[0], 0.01f);
        Assert.Equal(Pitch, lines[1].Baseline - lines[0].Baseline, 0.01f);
        Assert.Equal(3 * Pitch, block.Measure(80));
    }

    [Fact]
    public void Neighbouring_marks_are_drawn_together_by_half_a_square()
    {
        GlyphsCommand line = Drawn(Block("（甲）。"), 200).Single();
        Assert.Equal(30, line.Lefts[3] + (0.5f * Size), 0.05f);
    }

    [Fact]
    public void A_mark_that_just_overflows_is_pulled_in_rather_than_sent_down_with_its_character()
    {
        Assert.Equal("甲乙，丙丁，戊己。", Block("甲乙，丙丁，戊己。庚辛").LinesAt(8.2f * Size)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void A_paragraph_parts_without_leaving_one_line_alone(int linesFree)
    {
        TextBlock block = Block(new string('村', 8 * 10));
        Assert.Equal(8, block.LinesAt(100).Count);
        (LayoutElement Head, LayoutElement Tail)? parts = block.Split(100, linesFree * Pitch);
        if (linesFree < 2)
        {
            Assert.Null(parts);
            return;
        }

        Assert.InRange(parts!.Value.Head.Measure(100) / Pitch, 2, 6);
        Assert.InRange(parts.Value.Tail.Measure(100) / Pitch, 2, 6);
        Assert.Equal(8 * Pitch, parts.Value.Head.Measure(100) + parts.Value.Tail.Measure(100));
    }

    [Fact]
    public void A_character_no_face_draws_is_an_error_that_names_it()
    {
        MissingGlyphException error = Assert.Throws<MissingGlyphException>(() => Block("名字是𫝀𪚥𱁬的人"));
        Assert.Contains(error.Character, "𫝀𪚥𱁬", StringComparison.Ordinal);
        Assert.Contains($"“{error.Character}”", error.Message, StringComparison.Ordinal);
        Assert.Contains("U+2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("𬭎")]
    [InlineData("䶮")]
    [InlineData("㙍")]
    [InlineData("臺灣龍舟")]
    [InlineData("①㈠Ⅳ≥℃→√□■★〔〕——……·％‰№㎡")]
    public void Rare_traditional_and_technical_characters_are_drawn(string text)
    {
        foreach (FontRole role in Enum.GetValues<FontRole>())
        {
            var block = new TextBlock(ShippedFonts.Library, [new TextSpan(text, new TextStyle(role, Size))], Pitch);
            Assert.Equal(text, string.Concat(block.LinesAt(1000)));
        }
    }

    [Fact]
    public void Marks_that_steer_display_only_are_left_out()
    {
        Assert.Equal("甲 乙丙", Block("甲\n乙\u202E\u200B\uFE0F丙").LinesAt(1000).Single());
    }

    private static TextSpan Span(string text) => new(text, new TextStyle(FontRole.Text, Size));

    private static TextBlock Block(string text) => new(ShippedFonts.Library, [Span(text)], Pitch);

    private static IEnumerable<GlyphsCommand> Drawn(LayoutElement element, float width)
    {
        var page = new PageRecording(600, 800);
        element.Draw(page, 0, 0, width);
        return page.Commands.OfType<GlyphsCommand>();
    }
}
