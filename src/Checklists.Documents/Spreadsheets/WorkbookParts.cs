namespace Checklists.Documents.Spreadsheets;

/// <summary>A sheet as the workbook lists it.</summary>
/// <param name="Name">The name on the tab.</param>
/// <param name="IsHidden">Hidden from view.</param>
/// <param name="Part">Name of the part that holds its cells.</param>
internal sealed record WorkbookSheet(string Name, bool IsHidden, string Part);

/// <summary>The parts of a workbook and where they lie in the container.</summary>
/// <param name="Path">The part that lists the sheets.</param>
/// <param name="Sheets">Worksheets in the order of the tabs.</param>
/// <param name="SharedStrings">The shared strings' part, if any.</param>
/// <param name="Styles">The styles' part, if any.</param>
/// <param name="Uses1904">Dates count from 1904.</param>
internal sealed record WorkbookParts(string Path, IReadOnlyList<WorkbookSheet> Sheets, string? SharedStrings, string? Styles, bool Uses1904)
{
    private const string SaveAsXlsx = "请用 WPS 或 Excel 打开，“另存为”Excel 工作簿（.xlsx）后再报";

    /// <summary>Finds the parts; refuses containers that are something else.</summary>
    public static WorkbookParts Find(ZipContainer container, SpreadsheetLimits limits)
    {
        RefuseOtherKinds(container);
        var root = Relationships(container, "_rels/.rels", string.Empty, limits);
        var path = root.Values.FirstOrDefault(r => r.Type == "officeDocument")?.Target
            ?? throw new SpreadsheetException("文件不是 Excel 工作簿", SaveAsXlsx);
        var folder = path[..(path.LastIndexOf('/') + 1)];
        var relationships = Relationships(container, $"{folder}_rels/{path[folder.Length..]}.rels", folder, limits);
        return ReadWorkbook(container, path, relationships, limits);
    }

    private static void RefuseOtherKinds(ZipContainer container)
    {
        if (container.Names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new SpreadsheetException("文件含有宏（.xlsm），为安全起见不予读取", "请“另存为”不含宏的 Excel 工作簿（.xlsx）后再报");
        }

        if (container.Contains("xl/workbook.bin"))
        {
            throw new SpreadsheetException("文件是二进制工作簿（.xlsb），不能读取", SaveAsXlsx);
        }

        if (container.Contains("word/document.xml"))
        {
            throw new SpreadsheetException("文件是 Word 文档，不是表格", "请把清单做成 Excel 表格，每行一项，另存为 .xlsx 后再报");
        }

        if (container.Contains("mimetype") || container.Contains("content.xml"))
        {
            throw new SpreadsheetException("文件是 OpenDocument 格式，不能读取", SaveAsXlsx);
        }

        if (!container.Contains("[Content_Types].xml") || !container.Contains("_rels/.rels"))
        {
            throw new SpreadsheetException("文件是压缩包，不是 Excel 工作簿", "请解压后单独上报其中的清单表格（.xlsx）");
        }
    }

    private static WorkbookParts ReadWorkbook(
        ZipContainer container, string path, Dictionary<string, Relationship> relationships, SpreadsheetLimits limits)
    {
        var sheets = new List<WorkbookSheet>();
        var uses1904 = false;
        using var reader = new PartReader(container.Open(path), limits);
        while (reader.Read())
        {
            if (reader.IsStart && reader.Name == "workbookPr")
            {
                uses1904 = reader.Attribute("date1904") is "1" or "true";
            }
            else if (reader.IsStart && reader.Name == "sheet"
                && reader.RelationshipId() is { } id && relationships.TryGetValue(id, out var target) && target.Type == "worksheet")
            {
                sheets.Add(new WorkbookSheet(reader.Attribute("name") ?? string.Empty, reader.Attribute("state") is "hidden" or "veryHidden", target.Target));
            }
        }

        return new WorkbookParts(
            path,
            sheets,
            relationships.Values.FirstOrDefault(r => r.Type == "sharedStrings")?.Target,
            relationships.Values.FirstOrDefault(r => r.Type == "styles")?.Target,
            uses1904);
    }

    private static Dictionary<string, Relationship> Relationships(ZipContainer container, string part, string folder, SpreadsheetLimits limits)
    {
        var found = new Dictionary<string, Relationship>(StringComparer.Ordinal);
        if (!container.Contains(part))
        {
            return found;
        }

        using var reader = new PartReader(container.Open(part), limits);
        while (reader.Read())
        {
            // Parts outside the container are never followed.
            if (reader.IsStart && reader.Name == "Relationship" && reader.Attribute("TargetMode") != "External"
                && reader.Attribute("Id") is { } id && reader.Attribute("Target") is { } target && reader.Attribute("Type") is { } type)
            {
                found[id] = new Relationship(type[(type.LastIndexOf('/') + 1)..], Resolve(folder, target));
            }
        }

        return found;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
        {
            return target.TrimStart('/');
        }

        var segments = new Stack<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in target.Split('/'))
        {
            if (segment == "..")
            {
                segments.TryPop(out _);
            }
            else if (segment is not (".") and not "")
            {
                segments.Push(segment);
            }
        }

        return string.Join('/', segments.Reverse());
    }

    private sealed record Relationship(string Type, string Target);
}
