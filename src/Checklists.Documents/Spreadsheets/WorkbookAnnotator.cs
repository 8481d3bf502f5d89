using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Checklists.Documents.Spreadsheets;

/// <summary>A column to add on the right of a sheet.</summary>
/// <param name="Sheet">Name on the tab.</param>
/// <param name="HeaderRow">The row that takes the heading, from 1.</param>
/// <param name="Header">The heading.</param>
/// <param name="Values">The text for each row.</param>
public sealed record AnnotatedColumn(string Sheet, int HeaderRow, string Header, IReadOnlyDictionary<int, string> Values);

/// <summary>
/// Adds columns of text to the sender's own workbook and keeps the rest: layout, styles, merged cells, other sheets. Formulas are
/// replaced by the values they had, so that nothing in the returned file runs.
/// </summary>
public static class WorkbookAnnotator
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Adds columns.</summary>
    /// <param name="workbook">A workbook that <see cref="SpreadsheetFile"/> reads.</param>
    /// <param name="columns">The columns; those of one sheet stand side by side in this order.</param>
    /// <exception cref="SpreadsheetException">The file is no workbook, or has no sheet of that name.</exception>
    public static byte[] AddColumns(ReadOnlyMemory<byte> workbook, IReadOnlyList<AnnotatedColumn> columns)
    {
        try
        {
            return Rewrite(workbook, columns);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException)
        {
            throw new SpreadsheetException("文件已损坏，或者含有不允许的内容", "请用 WPS 或 Excel 打开，“另存为”Excel 工作簿（.xlsx）后再试", e);
        }
    }

    private static byte[] Rewrite(ReadOnlyMemory<byte> workbook, IReadOnlyList<AnnotatedColumn> columns)
    {
        var limits = SpreadsheetLimits.Default;
        var content = SpreadsheetFile.Read(workbook, ".xlsx", limits with { MaxRows = CellAddress.LastRow });
        var container = new ZipContainer(workbook, limits);
        var parts = WorkbookParts.Find(container, limits);
        if (columns.FirstOrDefault(c => parts.Sheets.All(s => s.Name != c.Sheet)) is { } missing)
        {
            throw new SpreadsheetException($"工作簿里没有工作表“{missing.Sheet}”", "请核对工作表名称");
        }

        using var package = new PackageWriter();
        foreach (var name in container.Names)
        {
            var bytes = container.ReadAll(name);
            var index = parts.Sheets.ToList().FindIndex(s => string.Equals(s.Part, name, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                var added = columns.Where(c => c.Sheet == parts.Sheets[index].Name).ToList();
                package.Add(name, new SheetRewrite(content.Sheets[index].LastColumn, added).Run(bytes));
            }
            else if (!IsCalculationChain(name))
            {
                package.Add(name, MayNameCalculationChain(name) ? WithoutCalculationChain(bytes) : bytes);
            }
        }

        return package.ToArray();
    }

    // The calculation chain lists formula cells; left behind without them it makes Excel report a damaged file.
    private static bool IsCalculationChain(string part) => part.EndsWith("calcChain.xml", StringComparison.OrdinalIgnoreCase);

    private static bool MayNameCalculationChain(string part) => part == "[Content_Types].xml" || part.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static byte[] WithoutCalculationChain(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), SheetRewrite.Reading);
        var xml = XDocument.Load(reader);
        xml.Root?.Elements()
            .Where(e => IsCalculationChain((string?)e.Attribute("PartName") ?? (string?)e.Attribute("Target") ?? string.Empty))
            .ToList()
            .ForEach(e => e.Remove());
        using var output = new MemoryStream();
        using (var writer = XmlWriter.Create(output, SheetRewrite.Writing))
        {
            xml.Save(writer);
        }

        return output.ToArray();
    }

    /// <summary>Copies one worksheet part, cell by cell.</summary>
    private sealed class SheetRewrite(int lastColumn, List<AnnotatedColumn> columns)
    {
        private const int ColumnWidth = 28;
        private int _row;
        private string? _style;
        private bool _hasWidths;

        public static XmlReaderSettings Reading { get; } = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

        public static XmlWriterSettings Writing { get; } = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

        public byte[] Run(byte[] part)
        {
            using var output = new MemoryStream();
            using (var reader = XmlReader.Create(new MemoryStream(part), Reading))
            using (var writer = XmlWriter.Create(output, Writing))
            {
                reader.Read();
                while (!reader.EOF)
                {
                    Copy(reader, writer);
                }
            }

            return output.ToArray();
        }

        private void Copy(XmlReader reader, XmlWriter writer)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    CopyElement(reader, writer);
                    return;
                case XmlNodeType.EndElement:
                    EndElement(reader.LocalName, writer);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    writer.WriteString(reader.Value);
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    writer.WriteWhitespace(reader.Value);
                    break;
            }

            reader.Read();
        }

        private void CopyElement(XmlReader reader, XmlWriter writer)
        {
            switch (reader.LocalName)
            {
                case "c":
                    var cell = (XElement)XNode.ReadFrom(reader);
                    _style = (string?)cell.Attribute("s") ?? _style;
                    WithoutFormula(cell).WriteTo(writer);
                    return;
                case "dimension":
                    reader.Skip();
                    return;
                case "cols":
                    var widths = (XElement)XNode.ReadFrom(reader);
                    AddWidths(widths);
                    widths.WriteTo(writer);
                    return;
                case "sheetData" when !_hasWidths && columns.Count > 0:
                    var own = new XElement(XName.Get("cols", reader.NamespaceURI));
                    AddWidths(own);
                    own.WriteTo(writer);
                    break;
                case "row":
                    StartRow(reader);
                    break;
            }

            CopyStart(reader, writer);
        }

        private void CopyStart(XmlReader reader, XmlWriter writer)
        {
            var (name, isEmpty) = (reader.LocalName, reader.IsEmptyElement);
            writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            {
                // A row's spans would no longer be true.
                if (!(name == "row" && reader.LocalName == "spans"))
                {
                    writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI.Length == 0 ? null : reader.NamespaceURI, reader.Value);
                }
            }

            reader.MoveToElement();
            if (isEmpty)
            {
                EndElement(name, writer);
            }

            reader.Read();
        }

        private void StartRow(XmlReader reader)
        {
            _row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : _row + 1;
            _style = null;
        }

        private void EndElement(string name, XmlWriter writer)
        {
            if (name == "row")
            {
                AddCells(writer);
            }

            writer.WriteEndElement();
        }

        private void AddCells(XmlWriter writer)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var text = columns[i].HeaderRow == _row ? columns[i].Header : columns[i].Values.GetValueOrDefault(_row);
                if (!string.IsNullOrEmpty(text))
                {
                    AddCell(writer, lastColumn + 1 + i, FormulaText.ForXml(text));
                }
            }
        }

        private void AddCell(XmlWriter writer, int column, string text)
        {
            writer.WriteStartElement("c", Namespace(writer));
            writer.WriteAttributeString("r", $"{CellAddress.Letters(column)}{_row.ToString(CultureInfo.InvariantCulture)}");
            if (_style is not null)
            {
                writer.WriteAttributeString("s", _style);
            }

            writer.WriteAttributeString("t", "inlineStr");
            writer.WriteStartElement("is", Namespace(writer));
            writer.WriteStartElement("t", Namespace(writer));
            writer.WriteAttributeString("xml", "space", null, "preserve");
            writer.WriteString(text);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        private static string Namespace(XmlWriter writer) => writer.LookupPrefix(Main) is null ? "http://purl.oclc.org/ooxml/spreadsheetml/main" : Main;

        private static XElement WithoutFormula(XElement cell)
        {
            var space = cell.Name.Namespace;
            if (cell.Element(space + "f") is not { } formula)
            {
                return cell;
            }

            formula.Remove();
            var value = cell.Element(space + "v");
            if ((string?)cell.Attribute("t") == "str")
            {
                cell.SetAttributeValue("t", "inlineStr");
                cell.Elements().Remove();
                cell.Add(new XElement(space + "is", new XElement(space + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), value?.Value ?? string.Empty)));
            }

            return cell;
        }

        private void AddWidths(XElement widths)
        {
            _hasWidths = true;
            var last = widths.Elements().Select(e => (int?)e.Attribute("max") ?? 0).DefaultIfEmpty().Max();
            for (var column = lastColumn + 1; column <= lastColumn + columns.Count; column++)
            {
                if (column > last)
                {
                    widths.Add(new XElement(
                        widths.Name.Namespace + "col",
                        new XAttribute("min", column),
                        new XAttribute("max", column),
                        new XAttribute("width", ColumnWidth),
                        new XAttribute("customWidth", 1)));
                }
            }
        }
    }
}
