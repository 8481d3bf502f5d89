using System.IO.Compression;
using System.Text;

namespace Checklists.Seeds;

/// <summary>Files that must be refused: what offices really send by mistake, and one that is meant to harm.</summary>
internal static class BadFiles
{
    /// <summary>A form nobody filled in.</summary>
    public static byte[] EmptySheet()
    {
        var workbook = new ClerkWorkbook();
        workbook.Sheet("Sheet1");
        workbook.Sheet("Sheet2");
        return workbook.Build();
    }

    /// <summary>Another table altogether.</summary>
    public static byte[] WrongColumns()
    {
        var workbook = new ClerkWorkbook();
        var sheet = workbook.Sheet("Sheet1");
        Row(sheet, CellLook.Title, "农家书屋图书登记表（演示样例）");
        Row(sheet, CellLook.Heading, "序号", "书名", "册数", "书架", "备注");
        Row(sheet, CellLook.Text, "1", "示例图书甲", "3", "东一", string.Empty);
        Row(sheet, CellLook.Text, "2", "示例图书乙", "2", "东二", string.Empty);
        return workbook.Build();
    }

    /// <summary>A PDF that was given another extension.</summary>
    public static byte[] RenamedPdf() => Encoding.ASCII.GetBytes(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>A small file that unpacks to 24 MiB of one letter.</summary>
    public static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(zip, "_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", $"<workbook xmlns:r=\"{Office}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add(zip, "xl/worksheets/sheet1.xml", $"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{new string('a', 24 * 1024 * 1024)}</t></is></c></row></sheetData></worksheet>");
        }

        return bytes.ToArray();
    }

    /// <summary>A list with a line that must stay off the net, and with mistakes in other lines: all are to be named at once.</summary>
    public static byte[] ClassifiedAndMistaken()
    {
        var workbook = new ClerkWorkbook();
        var sheet = workbook.Sheet("清单");
        Row(sheet, CellLook.Title, "村级组织工作事项清单（演示样例）");
        Row(sheet, CellLook.Heading, "序号", "事项名称", "派交单位", "是否签责任书", "开始时间", "结束时间", "备注");
        Row(sheet, CellLook.Text, "1", "调解邻里纠纷", string.Empty, "否");
        Row(sheet, CellLook.Text, "2", "【内部】示例专项摸排", "示例单位", "是");
        Row(sheet, CellLook.Text, "3", string.Empty, "县医疗保障局", "是");
        Row(sheet, CellLook.Text, "4", "组织村民会议", string.Empty, "大概吧");
        Row(sheet, CellLook.Text, "5", "秸秆禁烧劝导", "县农业农村局", "否", "收麦前");
        Row(sheet, CellLook.Text, "6", "防汛值守", "县应急管理局", "否", "2026-09-01", "2026-06-01");
        return workbook.Build();
    }

    /// <summary>A proper list of a village that the county does not have.</summary>
    public static byte[] UnknownVillage(string code)
    {
        var workbook = new ClerkWorkbook();
        var sheet = workbook.Sheet("清单");
        Row(sheet, CellLook.Plain, "区划代码", code);
        Row(sheet, CellLook.Heading, "序号", "事项名称", "派交单位");
        Row(sheet, CellLook.Text, "1", "调解邻里纠纷");
        return workbook.Build();
    }

    private static void Row(ClerkSheet sheet, CellLook look, params string[] values)
    {
        sheet.NextRow();
        for (var i = 0; i < values.Length; i++)
        {
            sheet.Put(i + 1, values[i], look);
        }
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
