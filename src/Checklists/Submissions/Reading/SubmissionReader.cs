using Checklists.Documents.Spreadsheets;

namespace Checklists.Submissions.Reading;

/// <summary>
/// Reads a list that a village sent: whole, or not at all with every fault named. Never throws on the sender's content and keeps no
/// state: the same bytes give the same result.
/// </summary>
public static class SubmissionReader
{
    /// <summary>Reads a .xlsx, .csv or .jsonl file.</summary>
    /// <param name="content">The file, read to its end unless it is too large.</param>
    /// <param name="fileName">Its name, for the extension.</param>
    /// <param name="map">The wordings of headings.</param>
    /// <param name="limits">How large it may be; <see cref="ReadLimits.Submission"/> when <c>null</c>.</param>
    /// <exception cref="IOException">The stream itself failed.</exception>
    public static ReadResult Read(Stream content, string fileName, ColumnMap map, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Submission;
        var report = new ReadReport(limits);
        SubmissionFormat? format = null;
        try
        {
            var bytes = ReadBytes(content, limits);
            format = IsJsonLines(fileName) ? ReadJsonLines(bytes, map, report) : ReadSheets(bytes, fileName, map, report);
            if (report.Lines.Count == 0 && !report.HasRefusals)
            {
                report.Refuse(null, null, null, "文件里没有一条事项", "请在表头下面每行写一项，再上报");
            }
        }
        catch (SpreadsheetException e)
        {
            report.Refuse(e.Problem);
        }

        return report.ToResult(format);
    }

    private static bool IsJsonLines(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() is ".jsonl" or ".ndjson";

    private static byte[] ReadBytes(Stream content, ReadLimits limits)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > limits.MaxFileBytes)
            {
                throw new SpreadsheetException($"文件超过 {limits.MaxFileBytes / 1024 / 1024} MB", "请去掉图片和与清单无关的内容后再报");
            }
        }

        return bytes.ToArray();
    }

    private static SubmissionFormat ReadJsonLines(byte[] bytes, ColumnMap map, ReadReport report)
    {
        // A workbook or a picture under this name is refused with what it is.
        SpreadsheetFile.Accept(FileSignatures.Of(bytes), ".csv");
        JsonLines.Read(TextDecoding.Decode(bytes), map, report);
        return SubmissionFormat.JsonLines;
    }

    private static SubmissionFormat ReadSheets(byte[] bytes, string fileName, ColumnMap map, ReadReport report)
    {
        var content = SpreadsheetFile.Read(bytes, fileName, report.Limits.ForSpreadsheet());
        foreach (var problem in content.Problems)
        {
            report.Refuse(problem);
        }

        foreach (var sheet in content.Sheets.Where(s => s.Rows.Count > 0))
        {
            ReadSheet(sheet, map, report);
        }

        if (content.Sheets.All(s => s.Rows.Count == 0) && !report.HasRefusals)
        {
            report.Refuse(null, null, null, "文件里没有清单，所有工作表都是空的", "请把清单填好、保存后再报");
        }

        return content.Format == SpreadsheetFormat.Xlsx ? SubmissionFormat.Xlsx : SubmissionFormat.Csv;
    }

    private static void ReadSheet(Sheet sheet, ColumnMap map, ReadReport report)
    {
        if (sheet.IsHidden)
        {
            report.Note(sheet.Name, null, null, "这张工作表是隐藏的，未读入");
        }
        else if (TableHeader.Find(sheet, map) is { } header)
        {
            ReadTable(sheet, header, map, report);
        }
        else if (IsOther(sheet, map))
        {
            report.Note(sheet.Name, null, null, "这张工作表不是清单，未读入");
        }
        else
        {
            RefuseHeading(sheet, map, report);
        }
    }

    private static void ReadTable(Sheet sheet, TableHeader header, ColumnMap map, ReadReport report)
    {
        report.Tables.Add(new RecognisedTable(sheet.Name, header.LastRow, header.Columns));
        foreach (var (field, first, second) in header.Doubles)
        {
            report.Refuse(sheet.Name, header.LastRow, CellAddress.Letters(second), $"与 {CellAddress.Letters(first)} 列都是“{map.NameOf(field)}”", "请只留一列，或把另一列改个名称");
        }

        NoteUnread(sheet, header, report);
        SheetLines.Read(sheet, header, map, report);
    }

    private static bool IsOther(Sheet sheet, ColumnMap map) =>
        map.OtherSheets.Any(o => (sheet.Name ?? string.Empty).Contains(o, StringComparison.OrdinalIgnoreCase));

    private static void RefuseHeading(Sheet sheet, ColumnMap map, ReadReport report)
    {
        var name = map.NameOf(ListField.Text);
        if (TableHeader.FindWithoutText(sheet, map) is { } row)
        {
            report.Refuse(sheet.Name, row, null, $"表头里没有“{name}”这一列", $"请把写事项的那一列的列名改为“{name}”");
        }
        else
        {
            report.Refuse(sheet.Name, null, null, "找不到表头", $"请在内容上面加一行列名，至少要有“{name}”；若这张表不是清单，请删去");
        }
    }

    private static void NoteUnread(Sheet sheet, TableHeader header, ReadReport report)
    {
        var unread = header.Columns.Where(c => c.Field is null).Select(c => $"{c.Column} 列“{LineText.Shorten(c.Header)}”").ToList();
        if (unread.Count > 0)
        {
            report.Note(sheet.Name, header.LastRow, null, $"{string.Join("、", unread)}没有对应的栏目，未读入");
        }
    }
}
