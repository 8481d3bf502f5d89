using System.Xml;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Reads the cells of a file that a stranger sent. The file is told by its content; its name is only compared with it.</summary>
public static class SpreadsheetFile
{
    private const string SaveAsXlsx = "请用 WPS 或 Excel 打开，“另存为”Excel 工作簿（.xlsx）后再报";

    /// <summary>Reads a workbook or a csv file.</summary>
    /// <param name="content">The file.</param>
    /// <param name="fileName">Its name, for its extension.</param>
    /// <param name="limits">How much is read.</param>
    /// <exception cref="SpreadsheetException">It is no such file, damaged, protected or larger than allowed.</exception>
    public static SpreadsheetContent Read(ReadOnlyMemory<byte> content, string fileName, SpreadsheetLimits limits)
    {
        if (content.Length > limits.MaxFileBytes)
        {
            throw new SpreadsheetException($"文件超过 {limits.MaxFileBytes / 1024 / 1024} MB", "请去掉图片和与清单无关的内容后再报");
        }

        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return Accept(FileSignatures.Of(content.Span), extension) == SpreadsheetFormat.Xlsx
            ? ReadWorkbook(content, limits)
            : TextTable.Read(TextDecoding.Decode(content.Span), limits);
    }

    /// <summary>Says which reader takes a file.</summary>
    /// <exception cref="SpreadsheetException">None does; the message says what the file really is and what to do.</exception>
    public static SpreadsheetFormat Accept(FileSignature signature, string extension) => signature switch
    {
        FileSignature.Zip when extension is ".xlsm" => throw new SpreadsheetException("带宏的工作簿（.xlsm）不予读取", "请“另存为”不含宏的 Excel 工作簿（.xlsx）后再报"),
        FileSignature.Zip when extension is ".xlsb" => throw new SpreadsheetException("二进制工作簿（.xlsb）不能读取", SaveAsXlsx),
        FileSignature.Zip when extension is ".xlsx" => SpreadsheetFormat.Xlsx,
        FileSignature.Zip => throw new SpreadsheetException($"扩展名是“{extension}”，内容却是压缩包或工作簿", "若是 Excel 工作簿，请把扩展名改为 .xlsx 后再报"),
        FileSignature.Text when extension is ".csv" or ".txt" or ".tsv" => SpreadsheetFormat.Csv,
        FileSignature.Text => throw new SpreadsheetException($"扩展名是“{extension}”，内容却是纯文字，不是工作簿", "若是逗号分隔的表格，请把扩展名改为 .csv；否则请" + SaveAsXlsx[1..]),
        FileSignature.Empty => throw new SpreadsheetException("文件是空的，一个字节也没有", "请确认选对了文件，重新上报"),
        FileSignature.OldOffice => throw new SpreadsheetException("文件是旧版 Office 格式（.xls、.et 或 .doc），不能读取", SaveAsXlsx),
        FileSignature.EncryptedOffice => throw new SpreadsheetException("文件带有打开密码，无法读取", "请在 WPS 或 Excel 里取消密码，另存后再报"),
        FileSignature.Pdf => throw new SpreadsheetException("文件是 PDF，不是表格", "请上报做清单时用的 Excel 原表（.xlsx）"),
        FileSignature.Image => throw new SpreadsheetException("文件是图片，不是表格", "请上报 Excel 原表（.xlsx），不要报照片或截图"),
        FileSignature.Archive => throw new SpreadsheetException("文件是压缩包", "请解压后单独上报其中的清单表格（.xlsx）"),
        FileSignature.Html => throw new SpreadsheetException("文件其实是网页，只是名字像表格", SaveAsXlsx),
        FileSignature.Xml => throw new SpreadsheetException("文件是 XML 表格，不能读取", SaveAsXlsx),
        FileSignature.RichText => throw new SpreadsheetException("文件是文字文档，不是表格", "请把清单做成 Excel 表格，每行一项，另存为 .xlsx 后再报"),
        _ => throw new SpreadsheetException("认不出文件的格式", SaveAsXlsx),
    };

    private static SpreadsheetContent ReadWorkbook(ReadOnlyMemory<byte> content, SpreadsheetLimits limits)
    {
        try
        {
            var container = new ZipContainer(content, limits);
            var parts = WorkbookParts.Find(container, limits);
            var context = new WorkbookContext(limits, SharedStrings.Read(container, parts, limits), NumberFormats.Read(container, parts, limits));
            var sheets = parts.Sheets.Select(s => SheetReader.Read(container, s, context)).ToList();
            return new SpreadsheetContent(SpreadsheetFormat.Xlsx, sheets, context.Problems);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new SpreadsheetException("文件已损坏，或者含有不允许的内容", SaveAsXlsx, e);
        }
    }
}
