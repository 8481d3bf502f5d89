using System.Text;
using Checklists.Documents.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Spreadsheets;

public sealed class CellReadingTests
{
    [Theory]
    [InlineData("<c r=\"A1\"><v>45992</v></c>", "45992", CellKind.Number)]
    [InlineData("<c r=\"A1\" s=\"1\"><v>46043</v></c>", "2026-01-21", CellKind.Date)]
    [InlineData("<c r=\"A1\" s=\"2\"><v>46043.75</v></c>", "2026-01-21", CellKind.Date)]
    [InlineData("<c r=\"A1\"><v>0.30000000000000004</v></c>", "0.3", CellKind.Number)]
    [InlineData("<c r=\"A1\"><v>4.1172319900101123E+17</v></c>", "411723199001011230", CellKind.Number)]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", "TRUE", CellKind.Boolean)]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", "#REF!", CellKind.Error)]
    [InlineData("<c r=\"A1\" t=\"s\"><v>0</v></c>", "甲乙", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"s\"><v>1</v></c>", "上\n下", CellKind.Text)]
    [InlineData("<c t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>", "甲乙", CellKind.Text)]
    [InlineData("<c r=\"A1\" t=\"str\"><f>A2&amp;A3</f><v>甲</v></c>", "甲", CellKind.Text)]
    public void Values_are_read_as_a_reader_of_the_sheet_sees_them(string cell, string text, CellKind kind)
    {
        var read = Assert.Single(Read(cell).Rows).Cells[1];

        Assert.Equal((text, kind, cell.Contains("<f>", StringComparison.Ordinal)), (read.Text, read.Kind, read.IsFormula));
    }

    [Fact]
    public void Dates_count_from_1904_where_the_workbook_says_so()
    {
        var workbook = Styled().Sheet("清单", "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>44581</v></c></row></sheetData>");
        workbook.WorkbookProperties = "<workbookPr date1904=\"1\"/>";

        Assert.Equal("2026-01-21", Assert.Single(SpreadsheetFile.Read(workbook.Build(), "a.xlsx", SpreadsheetLimits.Default).Sheets).At(1, 1)!.Text);
    }

    [Fact]
    public void A_merged_range_gives_its_value_to_each_of_its_cells()
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["甲", null, "乙"], [null, null, "丙"])}</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";

        var sheet = Assert.Single(SpreadsheetFile.Read(new RawWorkbook().Sheet("清单", xml).Build(), "a.xlsx", SpreadsheetLimits.Default).Sheets);

        Assert.All([(1, 1), (1, 2), (2, 1), (2, 2)], at => Assert.Equal("甲", sheet.At(at.Item1, at.Item2)?.Text));
        Assert.Null(sheet.Own(2, 2));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    public void Csv_is_read_in_the_encodings_that_offices_use(string encoding, bool hasMark)
    {
        var by = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        byte[] content = [.. hasMark ? by.GetPreamble() : [], .. by.GetBytes("事项,单位\r\n\"宣传、\"\"讲\"\"，\r\n解释\",县医保局\r\n")];

        var sheet = Assert.Single(SpreadsheetFile.Read(content, "清单.csv", SpreadsheetLimits.Default).Sheets);

        Assert.Equal("宣传、\"讲\"，\n解释", sheet.At(2, 1)?.Text);
        Assert.Equal("县医保局", sheet.At(2, 2)?.Text);
    }

    [Theory]
    [InlineData("a\tb\tc\n1\t2,2\t3", "2,2")]
    [InlineData("a;b;c\n1;2,2;3", "2,2")]
    [InlineData("a,b,c\n1,2;2,3", "2;2")]
    public void The_separator_is_told_by_the_first_line(string content, string second)
    {
        Assert.Equal(second, Assert.Single(SpreadsheetFile.Read(Encoding.UTF8.GetBytes(content), "清单.csv", SpreadsheetLimits.Default).Sheets).At(2, 2)?.Text);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_named_by_its_cell()
    {
        var problem = Assert.Throws<SpreadsheetException>(
            () => SpreadsheetFile.Read("事项,单位\n宣传,\"县医保局\n禁烧,县农业农村局\n"u8.ToArray(), "清单.csv", SpreadsheetLimits.Default)).Problem;

        Assert.Equal((2, "B"), (problem.Row, problem.Column));
        Assert.Equal("英文双引号没有配对，后面的内容无法分列", problem.What);
    }

    [Fact]
    public void Bytes_of_no_encoding_are_refused()
    {
        var problem = Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(new byte[] { 0xFF, 0x41, 0xFF, 0xFF }, "清单.csv", SpreadsheetLimits.Default)).Problem;

        Assert.Equal("文件内容不是可读的文字", problem.What);
    }

    private static Sheet Read(string cell) =>
        Assert.Single(SpreadsheetFile.Read(Styled().Sheet("清单", $"<sheetData><row r=\"1\">{cell}</row></sheetData>").Build(), "清单.xlsx", SpreadsheetLimits.Default).Sheets);

    private static RawWorkbook Styled() => new()
    {
        SharedStrings = "<si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></si><si><t>上_x000D_\n下</t></si>",
        Styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"177\" formatCode=\"0&quot;day&quot;\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs>",
    };
}
