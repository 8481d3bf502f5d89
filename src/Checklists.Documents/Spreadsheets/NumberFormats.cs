using System.Globalization;
using System.Text.RegularExpressions;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Tells which cell styles show a number as a date, and writes stored numbers as a reader of the sheet would see them.</summary>
internal sealed partial class NumberFormats
{
    private readonly List<bool> _styleIsDate = [];
    private readonly bool _uses1904;

    private NumberFormats(bool uses1904) => _uses1904 = uses1904;

    public static NumberFormats Read(ZipContainer container, WorkbookParts parts, SpreadsheetLimits limits)
    {
        var formats = new NumberFormats(parts.Uses1904);
        if (parts.Styles is null || !container.Contains(parts.Styles))
        {
            return formats;
        }

        var customDates = new HashSet<string>(StringComparer.Ordinal);
        var withinCells = false;
        using var reader = new PartReader(container.Open(parts.Styles), limits);
        while (reader.Read())
        {
            switch (reader.Name)
            {
                case "numFmt" when reader.IsStart && IsDateCode(reader.Attribute("formatCode") ?? string.Empty):
                    customDates.Add(reader.Attribute("numFmtId") ?? string.Empty);
                    break;
                case "cellXfs":
                    withinCells = reader.IsStart && !reader.IsEmpty;
                    break;
                case "xf" when reader.IsStart && withinCells:
                    var id = reader.Attribute("numFmtId") ?? string.Empty;
                    formats._styleIsDate.Add(customDates.Contains(id) || IsBuiltInDate(id));
                    break;
            }
        }

        return formats;
    }

    /// <summary>A stored number as text: a date when the style says so, otherwise plain decimals.</summary>
    public SheetCell Show(string stored, int style, bool isFormula)
    {
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return new SheetCell(stored, CellKind.Text, isFormula);
        }

        if (style >= 0 && style < _styleIsDate.Count && _styleIsDate[style] && ToDate(number) is { } date)
        {
            return new SheetCell(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellKind.Date, isFormula);
        }

        var text = decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.###############", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
        return new SheetCell(text, CellKind.Number, isFormula);
    }

    private DateOnly? ToDate(double serial)
    {
        var days = Math.Floor(serial) + (_uses1904 ? 1462 : 0);
        return days is >= 1 and <= 2_958_465 ? DateOnly.FromDateTime(DateTime.FromOADate(days)) : null;
    }

    // ECMA-376 18.8.30; 27–36 and 50–58 are the Chinese date formats.
    private static bool IsBuiltInDate(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    private static bool IsDateCode(string code) => DateLetters().IsMatch(Quoted().Replace(code, string.Empty));

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("[yYdD]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateLetters();
}
