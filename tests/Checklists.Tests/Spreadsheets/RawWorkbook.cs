using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Checklists.Tests.Spreadsheets;

/// <summary>Builds workbooks from raw XML, so that tests can write what no program would.</summary>
internal sealed class RawWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<(string Name, string Xml, string? State)> _sheets = [];
    private readonly List<(string Name, byte[] Bytes)> _parts = [];

    public string WorkbookProperties { get; set; } = string.Empty;

    public string? SharedStrings { get; set; }

    public string? Styles { get; set; }

    /// <summary>Adds a sheet given as the content of its worksheet element, or as a whole document.</summary>
    public RawWorkbook Sheet(string name, string xml, string? state = null)
    {
        var whole = xml.StartsWith("<?xml", StringComparison.Ordinal) ? xml : $"""<worksheet xmlns="{Main}">{xml}</worksheet>""";
        _sheets.Add((name, whole, state));
        return this;
    }

    /// <summary>Adds a sheet of inline strings.</summary>
    public RawWorkbook Sheet(string name, params string?[][] rows) => Sheet(name, $"<sheetData>{Rows(rows)}</sheetData>");

    public RawWorkbook Part(string name, string text) => Part(name, Encoding.UTF8.GetBytes(text));

    public RawWorkbook Part(string name, byte[] bytes)
    {
        _parts.Add((name, bytes));
        return this;
    }

    public static string Rows(params string?[][] rows)
    {
        var xml = new StringBuilder();
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (rows[r][c] is { } text)
                {
                    xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{System.Security.SecurityElement.Escape(text)}</t></is></c>");
                }
            }

            xml.Append("</row>");
        }

        return xml.ToString();
    }

    public byte[] Build()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Write(zip, "_rels/.rels", $"<Relationships><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write(zip, "xl/workbook.xml", Workbook());
            Write(zip, "xl/_rels/workbook.xml.rels", Relationships());
            for (var i = 0; i < _sheets.Count; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", _sheets[i].Xml);
            }

            foreach (var (name, part) in OptionalParts())
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                stream.Write(part);
            }
        }

        return bytes.ToArray();
    }

    private IEnumerable<(string Name, byte[] Bytes)> OptionalParts()
    {
        if (SharedStrings is not null)
        {
            yield return ("xl/sharedStrings.xml", Encoding.UTF8.GetBytes($"<sst xmlns=\"{Main}\">{SharedStrings}</sst>"));
        }

        if (Styles is not null)
        {
            yield return ("xl/styles.xml", Encoding.UTF8.GetBytes($"<styleSheet xmlns=\"{Main}\">{Styles}</styleSheet>"));
        }

        foreach (var part in _parts)
        {
            yield return part;
        }
    }

    private string Workbook()
    {
        var sheets = _sheets.Select((s, i) => $"<sheet name=\"{System.Security.SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" {(s.State is null ? string.Empty : $"state=\"{s.State}\"")} r:id=\"r{i + 1}\"/>");
        return $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{WorkbookProperties}<sheets>{string.Concat(sheets)}</sheets></workbook>";
    }

    private string Relationships()
    {
        var sheets = _sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>");
        return $"<Relationships>{string.Concat(sheets)}<Relationship Id=\"s1\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"s2\" Type=\"{Office}/styles\" Target=\"/xl/styles.xml\"/></Relationships>";
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
