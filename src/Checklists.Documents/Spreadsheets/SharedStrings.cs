using System.Text;
using System.Text.RegularExpressions;

namespace Checklists.Documents.Spreadsheets;

/// <summary>The texts that cells refer to by number.</summary>
internal static partial class SharedStrings
{
    public static List<string> Read(ZipContainer container, WorkbookParts parts, SpreadsheetLimits limits)
    {
        var strings = new List<string>();
        if (parts.SharedStrings is null || !container.Contains(parts.SharedStrings))
        {
            return strings;
        }

        using var reader = new PartReader(container.Open(parts.SharedStrings), limits);
        while (reader.Read())
        {
            if (reader.IsStart && reader.Name == "si")
            {
                strings.Add(RichText(reader));
            }
        }

        return strings;
    }

    /// <summary>The text of a string item, its runs joined; phonetic guides are left out.</summary>
    public static string RichText(PartReader reader)
    {
        if (reader.IsEmpty)
        {
            return string.Empty;
        }

        var item = reader.Name;
        var text = new StringBuilder();
        while (reader.Read() && !(reader.IsEnd && reader.Name == item))
        {
            if (reader.IsStart && reader.Name == "rPh")
            {
                reader.SkipContent();
            }
            else if (reader.IsStart && reader.Name == "t")
            {
                reader.AppendText(text);
            }
        }

        return Clean(text.ToString());
    }

    /// <summary>Undoes _xHHHH_ escapes and brings line breaks to \n.</summary>
    public static string Clean(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
        {
            text = Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        }

        return text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();
}
