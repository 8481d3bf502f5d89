using System.Buffers;
using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Writes separated values that open well in WPS and Excel: UTF-8 with its mark, CRLF, no value that runs as a formula.</summary>
public static class CsvWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n;\t");

    /// <summary>Writes one row without its line end. A value that looks like a formula is led by an apostrophe.</summary>
    public static string WriteRow(IEnumerable<string?> values) => string.Join(',', values.Select(Field));

    /// <summary>Writes a whole file.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF");
        foreach (var row in rows)
        {
            text.Append(WriteRow(row)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Field(string? value)
    {
        var text = (value ?? string.Empty).Replace("\0", string.Empty, StringComparison.Ordinal);
        if (FormulaText.IsRisky(value ?? string.Empty))
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(NeedQuotes) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
