using System.Text;
using System.Xml;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Walks one XML part of a workbook: no DTD, nothing from outside, bounded depth.</summary>
internal sealed class PartReader : IDisposable
{
    private readonly XmlReader _xml;
    private readonly SpreadsheetLimits _limits;

    public PartReader(Stream part, SpreadsheetLimits limits)
    {
        _limits = limits;
        _xml = XmlReader.Create(part, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.MaxEntryBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    public string Name => _xml.LocalName;

    public bool IsStart => _xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => _xml.NodeType == XmlNodeType.EndElement;

    public bool IsEmpty => _xml.IsEmptyElement;

    /// <summary>The next node; <c>false</c> at the end.</summary>
    public bool Read()
    {
        if (!_xml.Read())
        {
            return false;
        }

        return _xml.Depth <= _limits.MaxDepth
            ? true
            : throw new SpreadsheetException("工作簿内部嵌套层数异常，可能不是正常的表格", "请新建一个工作簿，把清单内容复制过去，另存为 .xlsx 后再报");
    }

    /// <summary>An attribute by its local name; <c>null</c> when absent.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>The relationship id, whose namespace differs between the transitional and the strict format.</summary>
    public string? RelationshipId()
    {
        string? id = null;
        for (var more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            if (_xml.LocalName == "id" && _xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                id = _xml.Value;
            }
        }

        _xml.MoveToElement();
        return id;
    }

    /// <summary>Appends the text of the current element and leaves the reader at its end; no more than the limit plus one character is kept.</summary>
    public void AppendText(StringBuilder target)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        var buffer = new char[256];
        while (Read() && !(IsEnd && _xml.Depth == depth))
        {
            if (_xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                continue;
            }

            int read;
            while ((read = _xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
            {
                target.Append(buffer, 0, Math.Min(read, Math.Max(0, _limits.MaxTextLength + 1 - target.Length)));
            }
        }
    }

    /// <summary>Moves past everything within the current element.</summary>
    public void SkipContent()
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (Read() && !(IsEnd && _xml.Depth == depth))
        {
        }
    }

    public void Dispose() => _xml.Dispose();
}
