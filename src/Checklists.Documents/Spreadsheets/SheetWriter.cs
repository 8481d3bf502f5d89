using System.Globalization;
using System.Security;
using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>A sheet to write.</summary>
/// <param name="Name">The name on the tab; characters that programs refuse are replaced, at most 31 are kept.</param>
/// <param name="Rows">The rows; <c>null</c> leaves a cell empty.</param>
/// <param name="HeaderRows">How many rows from the top are headings: bold, and they stay in view.</param>
public sealed record SheetToWrite(string Name, IReadOnlyList<IReadOnlyList<string?>> Rows, int HeaderRows = 1);

/// <summary>Writes workbooks in which every cell is text: nothing in them can run. The same rows give the same bytes.</summary>
public static class SheetWriter
{
    private const int MaxCellLength = 32_767;
    private const int PlainStyle = 1;
    private const int HeaderStyle = 2;
    private const int QuotedStyle = 3;
    private const string Xml = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string ContentTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>Writes a workbook.</summary>
    /// <exception cref="ArgumentException">There is no sheet.</exception>
    public static byte[] WriteWorkbook(IReadOnlyList<SheetToWrite> sheets)
    {
        if (sheets.Count == 0)
        {
            throw new ArgumentException("A workbook needs at least one sheet.", nameof(sheets));
        }

        using var package = new PackageWriter();
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        package.Add("[Content_Types].xml", Types(numbers));
        package.Add("_rels/.rels", Xml + $"""<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        package.Add("xl/workbook.xml", Workbook(sheets));
        package.Add("xl/_rels/workbook.xml.rels", Relationships(numbers));
        package.Add("xl/styles.xml", Styles());
        foreach (var number in numbers)
        {
            package.Add($"xl/worksheets/sheet{number}.xml", Worksheet(sheets[number - 1]));
        }

        return package.ToArray();
    }

    private static string Types(IEnumerable<int> numbers) =>
        Xml + $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{ContentTypes}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{ContentTypes}styles+xml"/>"""
        + string.Concat(numbers.Select(n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{ContentTypes}worksheet+xml"/>""")) + "</Types>";

    private static string Relationships(List<int> numbers) =>
        Xml + $"""<Relationships xmlns="{Package}/relationships">"""
        + string.Concat(numbers.Select(n => $"""<Relationship Id="rId{n}" Type="{Office}/worksheet" Target="worksheets/sheet{n}.xml"/>"""))
        + $"""<Relationship Id="rId{numbers.Count + 1}" Type="{Office}/styles" Target="styles.xml"/></Relationships>""";

    private static string Workbook(IReadOnlyList<SheetToWrite> sheets)
    {
        var xml = new StringBuilder(Xml).Append(CultureInfo.InvariantCulture, $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>""");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i <= sheets.Count; i++)
        {
            var name = SheetName(sheets[i - 1].Name);
            name = names.Add(name) ? name : $"{name[..Math.Min(name.Length, 27)]}_{i}";
            xml.Append(CultureInfo.InvariantCulture, $"""<sheet name="{Escape(name)}" sheetId="{i}" r:id="rId{i}"/>""");
        }

        return xml.Append("</sheets></workbook>").ToString();
    }

    private static string SheetName(string name)
    {
        var clean = string.Concat(FormulaText.ForXml(name).Select(c => "\\/?*[]:\n\t'".Contains(c, StringComparison.Ordinal) ? '_' : c)).Trim();
        return clean.Length == 0 ? "Sheet" : clean[..Math.Min(clean.Length, 31)];
    }

    private static string Styles() =>
        Xml + $"""<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>"""
        + """<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"""
        + """<xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"""
        + """<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>""";

    private static string Worksheet(SheetToWrite sheet)
    {
        var xml = new StringBuilder(Xml).Append(CultureInfo.InvariantCulture, $"""<worksheet xmlns="{Main}">""");
        if (sheet.HeaderRows > 0)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sheet.HeaderRows}" topLeftCell="A{sheet.HeaderRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        }

        AppendWidths(xml, sheet);
        xml.Append("<sheetData>");
        for (var row = 1; row <= sheet.Rows.Count; row++)
        {
            AppendRow(xml, sheet, row);
        }

        return xml.Append("</sheetData></worksheet>").ToString();
    }

    // A column is as wide as its widest short text; Chinese characters take two.
    private static void AppendWidths(StringBuilder xml, SheetToWrite sheet)
    {
        var columns = sheet.Rows.Select(r => r.Count).DefaultIfEmpty().Max();
        if (columns == 0)
        {
            return;
        }

        xml.Append("<cols>");
        for (var column = 0; column < columns; column++)
        {
            var width = sheet.Rows.Where(r => r.Count > column).Max(r => (r[column] ?? string.Empty).Sum(c => c > 0xFF ? 2 : 1));
            xml.Append(CultureInfo.InvariantCulture, $"""<col min="{column + 1}" max="{column + 1}" width="{Math.Clamp(width + 2, 8, 50)}" customWidth="1"/>""");
        }

        xml.Append("</cols>");
    }

    private static void AppendRow(StringBuilder xml, SheetToWrite sheet, int row)
    {
        xml.Append(CultureInfo.InvariantCulture, $"""<row r="{row}">""");
        var values = sheet.Rows[row - 1];
        for (var column = 1; column <= values.Count; column++)
        {
            if (values[column - 1] is { Length: > 0 } value)
            {
                var style = row <= sheet.HeaderRows ? HeaderStyle : FormulaText.IsRisky(value) ? QuotedStyle : PlainStyle;
                xml.Append(CultureInfo.InvariantCulture, $"""<c r="{CellAddress.Letters(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{Escape(value)}</t></is></c>""");
            }
        }

        xml.Append("</row>");
    }

    private static string Escape(string text)
    {
        var clean = FormulaText.ForXml(text);
        return SecurityElement.Escape(clean.Length <= MaxCellLength ? clean : clean[..MaxCellLength]);
    }
}
