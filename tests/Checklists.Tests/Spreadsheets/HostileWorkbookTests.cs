using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Checklists.Documents.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Spreadsheets;

/// <summary>Promises S1–S3: files made to harm are refused with a plain sentence, early and without eating memory.</summary>
public sealed class HostileWorkbookTests
{
    private const string TooLarge = "文件解压后异常庞大，可能不是正常的表格，已停止读取";
    private const string Damaged = "文件已损坏，或者含有不允许的内容";

    [Fact]
    public void A_bomb_of_512_MiB_is_refused_while_it_inflates()
    {
        var bomb = Bomb(512);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(TooLarge, Refused(bomb).What);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L * 1024 * 1024);
    }

    [Fact]
    public void Many_entries_below_the_ratio_are_refused_by_their_sum()
    {
        var workbook = new RawWorkbook();
        var noise = new Random(4).GetItems("0123456789abcdef"u8, 400_000);
        for (var i = 0; i < 8; i++)
        {
            workbook.Sheet($"表{i}", $"<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{Encoding.ASCII.GetString(noise)}{new string('a', 9_000_000)}</t></is></c></row></sheetData>");
        }

        var limits = SpreadsheetLimits.Default with { MaxRatio = 1000 };
        var content = workbook.Build();

        Assert.True(content.Length < limits.MaxFileBytes);
        Assert.Equal(TooLarge, Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(content, "清单.xlsx", limits)).Problem.What);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(65_535)]
    public void Too_many_entries_are_refused_before_they_are_listed(int count)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < count; i++)
            {
                zip.CreateEntry($"{i}", CompressionLevel.NoCompression);
            }
        }

        var content = bytes.ToArray();
        var limits = SpreadsheetLimits.Default with { MaxFileBytes = content.Length };
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(TooLarge, Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(content, "清单.xlsx", limits)).Problem.What);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        var content = new RawWorkbook().Sheet("清单", ["事项"], ["甲"]).Build();
        var second = DirectoryEntries(content)[1];
        var first = DirectoryEntries(content)[0];
        content.AsSpan(first + 42, 4).CopyTo(content.AsSpan(second + 42));

        Assert.Equal(TooLarge, Refused(content).What);
    }

    [Fact]
    public void Sizes_that_lie_do_not_matter()
    {
        var content = Bomb(64);
        foreach (var entry in DirectoryEntries(content))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(entry + 24), 10);
        }

        Assert.Equal(TooLarge, Refused(content).What);
    }

    [Fact]
    public void A_zip_within_a_zip_is_no_workbook()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("清单.zip").Open();
            stream.Write(Bomb(64));
        }

        Assert.Equal("文件是压缩包，不是 Excel 工作簿", Refused(bytes.ToArray()).What);
    }

    [Theory]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>")]
    [InlineData("<!DOCTYPE worksheet SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet/>")]
    [InlineData("<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>")]
    [InlineData("<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><worksheet>&c;</worksheet>")]
    [InlineData("<worksheet><sheetData><row></worksheet>")]
    [InlineData("<worksheet>&unknown;</worksheet>")]
    [InlineData("")]
    public void Declarations_entities_and_broken_XML_are_refused(string xml)
    {
        Assert.Equal(Damaged, Refused(new RawWorkbook().Sheet("清单", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).Build()).What);
    }

    [Fact]
    public void A_part_in_UTF_7_is_refused()
    {
        Assert.Equal(Damaged, Refused(new RawWorkbook().Sheet("清单", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-worksheet/+AD4-").Build()).What);
    }

    [Fact]
    public void A_million_nested_elements_are_refused()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 1_000_000));

        Assert.Equal("工作簿内部嵌套层数异常，可能不是正常的表格", Refused(new RawWorkbook().Sheet("清单", xml).Build()).What);
    }

    [Fact]
    public void A_huge_attribute_is_refused()
    {
        Assert.Equal(TooLarge, Refused(new RawWorkbook().Sheet("清单", $"<sheetData><row r=\"1\" x=\"{new string('a', 30_000_000)}\"/></sheetData>").Build()).What);
    }

    [Theory]
    [InlineData("<row r=\"1048577\"><c r=\"A1048577\" t=\"inlineStr\"><is><t>甲</t></is></c></row>", "第 1048577 行超出表格范围，文件可能已损坏")]
    [InlineData("<row r=\"1\"><c r=\"XFE1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>", "单元格“XFE1”超出表格范围，文件可能已损坏")]
    [InlineData("<row r=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>甲</t></is></c></row>", "单元格“A2”超出表格范围，文件可能已损坏")]
    [InlineData("<row r=\"99999999999\"/>", "第 99999999999 行超出表格范围，文件可能已损坏")]
    public void Cells_outside_the_sheet_are_refused(string row, string what)
    {
        var problem = Refused(new RawWorkbook().Sheet("清单", $"<sheetData>{row}</sheetData>").Build());

        Assert.Equal(what, problem.What);
        Assert.Equal("清单", problem.Sheet);
    }

    [Fact]
    public void A_shared_string_that_does_not_exist_is_named_by_its_cell()
    {
        var workbook = new RawWorkbook { SharedStrings = "<si><t>甲</t></si>" }
            .Sheet("清单", "<sheetData><row r=\"3\"><c r=\"B3\" t=\"s\"><v>7</v></c></row></sheetData>");

        var problem = Assert.Single(SpreadsheetFile.Read(workbook.Build(), "清单.xlsx", SpreadsheetLimits.Default).Problems);

        Assert.Equal(("清单", 3, "B"), (problem.Sheet, problem.Row, problem.Column));
    }

    [Fact]
    public void A_sheet_that_claims_to_be_vast_is_read_by_its_cells()
    {
        var workbook = new RawWorkbook().Sheet("清单", "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData>");

        var sheet = Assert.Single(SpreadsheetFile.Read(workbook.Build(), "清单.xlsx", SpreadsheetLimits.Default).Sheets);

        Assert.Equal((1, 1), (sheet.LastRow, sheet.LastColumn));
    }

    [Theory]
    [InlineData("<mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"A1:XFD1048576\"/>", "合并单元格“A1:XFD1048576”有误，文件可能已损坏")]
    [InlineData("<mergeCell ref=\"B2:A1\"/>", "合并单元格“B2:A1”有误，文件可能已损坏")]
    [InlineData("<mergeCell ref=\"A1:A99999999\"/>", "合并单元格“A1:A99999999”有误，文件可能已损坏")]
    [InlineData("<mergeCell/>", "合并单元格“”有误，文件可能已损坏")]
    public void Merged_ranges_that_overlap_or_lie_are_refused(string merged, string what)
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["甲", "乙"], ["丙", "丁"])}</sheetData><mergeCells>{merged}</mergeCells>";

        Assert.Equal(what, Refused(new RawWorkbook().Sheet("清单", xml).Build()).What);
    }

    [Fact]
    public void More_merged_ranges_than_any_list_has_are_refused()
    {
        var xml = "<sheetData/><mergeCells>" + string.Concat(Enumerable.Range(1, 5001).Select(i => $"<mergeCell ref=\"A{i}\"/>")) + "</mergeCells>";

        Assert.Equal("合并单元格超过 5000 处", Refused(new RawWorkbook().Sheet("清单", xml).Build()).What);
    }

    [Fact]
    public void Row_column_and_text_limits_are_kept()
    {
        var rows = string.Concat(Enumerable.Range(1, 2001).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"><v>{i}</v></c></row>"));
        Assert.Equal("表格内容超过 2000 行", Refused(new RawWorkbook().Sheet("清单", $"<sheetData>{rows}</sheetData>").Build()).What);

        var wide = new RawWorkbook().Sheet("清单", "<sheetData><row r=\"1\"><c r=\"AO1\" t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData>");
        Assert.Equal("表格超过 40 列", Assert.Single(SpreadsheetFile.Read(wide.Build(), "清单.xlsx", SpreadsheetLimits.Default).Problems).What);

        var longText = new RawWorkbook().Sheet("清单", [new string('甲', 2001)]);
        Assert.Equal("文字超过 2000 字", Assert.Single(SpreadsheetFile.Read(longText.Build(), "清单.xlsx", SpreadsheetLimits.Default).Problems).What);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin", "文件含有宏（.xlsm），为安全起见不予读取")]
    [InlineData("xl/workbook.bin", "文件是二进制工作簿（.xlsb），不能读取")]
    [InlineData("word/document.xml", "文件是 Word 文档，不是表格")]
    [InlineData("mimetype", "文件是 OpenDocument 格式，不能读取")]
    public void Relatives_of_a_workbook_are_told_by_their_parts(string part, string what)
    {
        Assert.Equal(what, Refused(new RawWorkbook().Sheet("清单", ["事项"]).Part(part, "x").Build()).What);
    }

    [Theory]
    [InlineData("清单.xlsx", new byte[0], "文件是空的，一个字节也没有")]
    [InlineData("清单.xlsx", new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0x31 }, "文件是 PDF，不是表格")]
    [InlineData("清单.xlsx", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "文件是图片，不是表格")]
    [InlineData("清单.xlsx", new byte[] { 0x52, 0x61, 0x72, 0x21 }, "文件是压缩包")]
    [InlineData("清单.csv", new byte[] { 1, 0, 2, 0 }, "认不出文件的格式")]
    [InlineData("清单.xls", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "文件是旧版 Office 格式（.xls、.et 或 .doc），不能读取")]
    [InlineData("清单.xlsx", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "文件是旧版 Office 格式（.xls、.et 或 .doc），不能读取")]
    public void Other_files_are_told_by_their_first_bytes(string name, byte[] content, string what)
    {
        var problem = Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(content, name, SpreadsheetLimits.Default)).Problem;

        Assert.Equal(what, problem.What);
        Assert.StartsWith("请", problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("清单.xls", "<html><table><tr><td>事项</td></tr></table></html>", "文件其实是网页，只是名字像表格")]
    [InlineData("清单.xls", "<?xml version=\"1.0\"?><Workbook/>", "文件是 XML 表格，不能读取")]
    [InlineData("清单.xlsx", "序号,事项\n1,甲\n", "扩展名是“.xlsx”，内容却是纯文字，不是工作簿")]
    [InlineData("清单.csv", "{\\rtf1 x}", "文件是文字文档，不是表格")]
    public void Renamed_texts_are_told_by_their_content(string name, string content, string what)
    {
        Assert.Equal(what, Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(Encoding.UTF8.GetBytes(content), name, SpreadsheetLimits.Default)).Problem.What);
    }

    [Fact]
    public void An_encrypted_workbook_says_so()
    {
        byte[] content = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[64], .. Encoding.Unicode.GetBytes("EncryptedPackage")];

        Assert.Equal("文件带有打开密码，无法读取", Refused(content).What);
    }

    [Fact]
    public void A_workbook_under_another_extension_is_told_to_be_renamed()
    {
        var content = new RawWorkbook().Sheet("清单", ["事项"]).Build();

        var problem = Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(content, "清单.csv", SpreadsheetLimits.Default)).Problem;

        Assert.Equal("若是 Excel 工作簿，请把扩展名改为 .xlsx 后再报", problem.Remedy);
    }

    [Fact]
    public void A_file_beyond_5_MiB_is_refused()
    {
        Assert.Equal("文件超过 5 MB", Refused(new byte[(5 * 1024 * 1024) + 1]).What);
    }

    private static SpreadsheetProblem Refused(byte[] content) =>
        Assert.Throws<SpreadsheetException>(() => SpreadsheetFile.Read(content, "清单.xlsx", SpreadsheetLimits.Default)).Problem;

    /// <summary>A workbook whose one sheet unpacks to so many MiB of one letter.</summary>
    private static byte[] Bomb(int mebibytes)
    {
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<Types/>");
            Write(zip, "_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write(zip, "xl/workbook.xml", $"<workbook xmlns:r=\"{Office}\"><sheets><sheet name=\"清单\" r:id=\"r1\"/></sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"sheet.xml\"/></Relationships>");
            using var stream = zip.CreateEntry("xl/sheet.xml", CompressionLevel.Fastest).Open();
            stream.Write("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"u8);
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < mebibytes; i++)
            {
                stream.Write(block);
            }

            stream.Write("</t></is></c></row></sheetData></worksheet>"u8);
        }

        return bytes.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    private static List<int> DirectoryEntries(byte[] content)
    {
        var found = new List<int>();
        for (var i = 0; i < content.Length - 4; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(i)) == 0x02014b50)
            {
                found.Add(i);
            }
        }

        return found;
    }
}
