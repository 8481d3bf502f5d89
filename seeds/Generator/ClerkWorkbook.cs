using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Checklists.Documents.Spreadsheets;

namespace Checklists.Seeds;

/// <summary>Writes a workbook as an office program saves it: shared strings, numbers as numbers, dates as dates, merged and bordered cells.</summary>
internal sealed class ClerkWorkbook
{
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<ClerkSheet> _sheets = [];
    private readonly List<string> _strings = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>Adds a sheet.</summary>
    public ClerkSheet Sheet(string name, bool isHidden = false)
    {
        var sheet = new ClerkSheet(name, isHidden);
        _sheets.Add(sheet);
        return sheet;
    }

    /// <summary>The file's bytes; the same content gives the same bytes.</summary>
    public byte[] Build()
    {
        var worksheets = _sheets.Select(s => s.ToXml(IndexOf)).ToList();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "[Content_Types].xml", ContentTypes());
            Write(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write(zip, "xl/workbook.xml", Workbook());
            Write(zip, "xl/_rels/workbook.xml.rels", Relationships());
            Write(zip, "xl/styles.xml", Styles());
            Write(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\" uniqueCount=\"{_strings.Count}\">{string.Concat(_strings.Select(s => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(s)}</t></si>"))}</sst>");
            for (var i = 0; i < worksheets.Count; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", worksheets[i]);
            }
        }

        return bytes.ToArray();
    }

    private int IndexOf(string text)
    {
        if (!_indexes.TryGetValue(text, out var index))
        {
            _indexes.Add(text, index = _strings.Count);
            _strings.Add(text);
        }

        return index;
    }

    private static void Write(ZipArchive zip, string name, string content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(Xml + content));
    }

    private string ContentTypes() =>
        $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Types}sharedStrings+xml\"/>"
        + string.Concat(_sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"{Types}worksheet+xml\"/>")) + "</Types>";

    private string Workbook() =>
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
        + string.Concat(_sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\"{(s.IsHidden ? " state=\"hidden\"" : string.Empty)} r:id=\"rId{i + 1}\"/>"))
        + "</sheets></workbook>";

    private string Relationships() =>
        $"<Relationships xmlns=\"{Package}/relationships\">"
        + string.Concat(_sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
        + $"<Relationship Id=\"rId{_sheets.Count + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId{_sheets.Count + 2}\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

    // 0 plain, 1 title, 2 heading, 3 text, 4 centred, 5 date
    private static string Styles() =>
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/></font><font><b/><sz val=\"18\"/><name val=\"宋体\"/></font><font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"2\"><border><left/><right/><top/><bottom/></border><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + "<cellXfs count=\"6\"><xf/><xf fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\"/></xf>"
        + "<xf fontId=\"2\" borderId=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>"
        + "<xf borderId=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>"
        + "<xf borderId=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>"
        + "<xf numFmtId=\"14\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\"/></xf></cellXfs></styleSheet>";
}

/// <summary>How a cell looks.</summary>
internal enum CellLook
{
    Plain = 0,
    Title = 1,
    Heading = 2,
    Text = 3,
    Centred = 4,
    Date = 5,
}

/// <summary>A sheet being written, row by row.</summary>
internal sealed class ClerkSheet(string name, bool isHidden)
{
    private readonly List<List<(int Column, string Text, CellLook Look, bool IsNumber)>> _rows = [];
    private readonly List<string> _merged = [];
    private readonly List<int> _widths = [];

    public string Name => name;

    public bool IsHidden => isHidden;

    /// <summary>Number of the last row.</summary>
    public int Row => _rows.Count;

    public void NextRow() => _rows.Add([]);

    public void Put(int column, string? text, CellLook look)
    {
        if (!string.IsNullOrEmpty(text) || look is not CellLook.Plain)
        {
            _rows[^1].Add((column, text ?? string.Empty, look, false));
        }
    }

    public void PutNumber(int column, int number, CellLook look) =>
        _rows[^1].Add((column, number.ToString(CultureInfo.InvariantCulture), look, true));

    public void PutDate(int column, DateOnly day) =>
        _rows[^1].Add((column, day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), CellLook.Date, true));

    public void Merge(int fromRow, int fromColumn, int toRow, int toColumn)
    {
        if (fromRow != toRow || fromColumn != toColumn)
        {
            _merged.Add($"{new CellAddress(fromRow, fromColumn)}:{new CellAddress(toRow, toColumn)}");
        }
    }

    public void Widths(IEnumerable<int> widths) => _widths.AddRange(widths);

    public string ToXml(Func<string, int> indexOf)
    {
        var xml = new StringBuilder("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        if (_widths.Count > 0)
        {
            xml.Append("<cols>").AppendJoin(string.Empty, _widths.Select((w, i) => $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{w}\" customWidth=\"1\"/>")).Append("</cols>");
        }

        xml.Append("<sheetData>");
        for (var row = 1; row <= _rows.Count; row++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
            foreach (var (column, text, look, isNumber) in _rows[row - 1].OrderBy(c => c.Column))
            {
                var at = $"r=\"{new CellAddress(row, column)}\" s=\"{(int)look}\"";
                xml.Append(text.Length == 0 ? $"<c {at}/>" : isNumber ? $"<c {at}><v>{text}</v></c>" : $"<c {at} t=\"s\"><v>{indexOf(text)}</v></c>");
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (_merged.Count > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<mergeCells count=\"{_merged.Count}\">").AppendJoin(string.Empty, _merged.Select(m => $"<mergeCell ref=\"{m}\"/>")).Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }
}
