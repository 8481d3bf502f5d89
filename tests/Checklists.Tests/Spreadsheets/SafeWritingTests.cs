using System.IO.Compression;
using System.Text;
using Checklists.Documents.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Spreadsheets;

/// <summary>Promise S4: nothing that we write runs when it is opened.</summary>
public sealed class SafeWritingTests
{
    public static TheoryData<string> RiskyTexts() =>
    [
        "=1+1", "=cmd|'/c calc'!A0", "+1", "-宣传", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1+1", "＋1", "－1", "＠x", "  =1", "\u3000=1",
    ];

    [Theory]
    [MemberData(nameof(RiskyTexts))]
    public void A_text_that_looks_like_a_formula_stays_text(string text)
    {
        var workbook = SheetWriter.WriteWorkbook([new SheetToWrite("清单", [["意见"], [text]])]);
        var part = Part(workbook, "xl/worksheets/sheet1.xml");

        Assert.DoesNotContain("<f", part, StringComparison.Ordinal);
        Assert.DoesNotContain("<v>", part, StringComparison.Ordinal);
        Assert.Contains("s=\"3\" t=\"inlineStr\"", part, StringComparison.Ordinal);
        Assert.StartsWith("'", CsvWriter.WriteRow([text]).TrimStart('"'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("宣传医保政策", "宣传医保政策")]
    [InlineData("甲,乙", "\"甲,乙\"")]
    [InlineData("他说\"好\"", "\"他说\"\"好\"\"\"")]
    [InlineData("=甲,乙", "\"'=甲,乙\"")]
    [InlineData(null, "")]
    public void Csv_values_are_quoted_where_needed(string? value, string written)
    {
        Assert.Equal($"{written},1", CsvWriter.WriteRow([value, "1"]));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        string?[][] rows = [["序号", "事项"], ["1", "<宣传> & \"讲解\"\n第二行"], [null, " 两边有空格 "], ["3", "𬭎村"]];

        var sheet = Read(SheetWriter.WriteWorkbook([new SheetToWrite("清单", rows), new SheetToWrite("清单", [["二"]])]))[0];

        Assert.Equal("<宣传> & \"讲解\"\n第二行", sheet.At(2, 2)?.Text);
        Assert.Null(sheet.At(3, 1));
        Assert.Equal(" 两边有空格 ", sheet.At(3, 2)?.Text);
        Assert.Equal("𬭎村", sheet.At(4, 2)?.Text);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes()
    {
        SheetToWrite[] sheets = [new("清单", [["事项"], ["甲"]])];

        Assert.Equal(SheetWriter.WriteWorkbook(sheets), SheetWriter.WriteWorkbook(sheets));
    }

    [Fact]
    public void Sheet_names_are_made_fit_and_unique()
    {
        var sheets = Read(SheetWriter.WriteWorkbook([new("a/b[c]:*?", [["x"]]), new("a/b[c]:*?", [["x"]]), new("", [["x"]]), new(new string('长', 40), [["x"]])]));

        Assert.Equal(["a_b_c____", "a_b_c_____2", "Sheet", new string('长', 31)], sheets.Select(s => s.Name));
    }

    [Fact]
    public void Columns_are_added_to_the_senders_own_workbook_and_the_rest_is_kept()
    {
        var rows = RawWorkbook.Rows(["清单标题", null], ["序号", "事项"], ["1", "甲"], ["2", "乙"]);
        var original = new RawWorkbook { SharedStrings = "<si><t>原样</t></si>" }
            .Sheet("清单", $"<dimension ref=\"A1:B4\"/><cols><col min=\"1\" max=\"2\" width=\"9\"/></cols><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>")
            .Sheet("别的", ["不动"])
            .Part("docProps/custom.xml", "<keep/>")
            .Build();

        var annotated = WorkbookAnnotator.AddColumns(original, [
            new AnnotatedColumn("清单", 2, "系统初核意见", new Dictionary<int, string> { [3] = "=HYPERLINK(\"x\")", [4] = "属协助事项" }),
            new AnnotatedColumn("清单", 2, "依据", new Dictionary<int, string> { [4] = "X001" })]);

        var sheets = Read(annotated);
        Assert.Equal(["系统初核意见", "依据"], [sheets[0].At(2, 3)!.Text, sheets[0].At(2, 4)!.Text]);
        Assert.Equal("=HYPERLINK(\"x\")", sheets[0].At(3, 3)?.Text);
        Assert.False(sheets[0].At(3, 3)!.IsFormula);
        Assert.Equal("X001", sheets[0].At(4, 4)?.Text);
        Assert.Equal(["清单标题", "甲", "乙"], [sheets[0].At(1, 1)!.Text, sheets[0].At(3, 2)!.Text, sheets[0].At(4, 2)!.Text]);
        Assert.Equal("不动", sheets[1].At(1, 1)?.Text);
        Assert.Equal("<keep/>", Part(annotated, "docProps/custom.xml"));
        Assert.Contains("<col min=\"3\" max=\"3\"", Part(annotated, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        Assert.Contains("<pageMargins", Part(annotated, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_of_the_sender_are_replaced_by_their_values()
    {
        var original = new RawWorkbook()
            .Sheet("清单", "<sheetData><row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f>DDE(\"x\")</f><v>甲</v></c><c r=\"C1\"><f>NOW()</f></c></row></sheetData>")
            .Part("xl/calcChain.xml", "<calcChain/>")
            .Build();

        var annotated = WorkbookAnnotator.AddColumns(original, [new AnnotatedColumn("清单", 1, "意见", new Dictionary<int, string>())]);

        Assert.DoesNotContain("<f", Part(annotated, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
        Assert.All(Read(annotated)[0].Rows.Single().Cells.Values, c => Assert.False(c.IsFormula));
        Assert.Equal(["2", "甲", "意见"], Read(annotated)[0].Rows.Single().Cells.Values.Select(c => c.Text));
        using var zip = new ZipArchive(new MemoryStream(annotated));
        Assert.Null(zip.GetEntry("xl/calcChain.xml"));
    }

    [Fact]
    public void A_sheet_that_is_not_there_is_named()
    {
        var original = new RawWorkbook().Sheet("清单", ["事项"]).Build();

        var error = Assert.Throws<SpreadsheetException>(() => WorkbookAnnotator.AddColumns(original, [new AnnotatedColumn("另一张", 1, "意见", new Dictionary<int, string>())]));

        Assert.Equal("工作簿里没有工作表“另一张”", error.Problem.What);
    }

    private static IReadOnlyList<Sheet> Read(byte[] workbook) => SpreadsheetFile.Read(workbook, "a.xlsx", SpreadsheetLimits.Default).Sheets;

    private static string Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
