using System.Text.RegularExpressions;
using Checklists.Documents.Spreadsheets;

namespace Checklists.Submissions.Reading;

/// <summary>Finds where a sheet says whose list it is: labelled cells and title rows outside the table.</summary>
internal static partial class VillageStatements
{
    /// <summary>Looks at one row above or below the table.</summary>
    public static void Collect(Sheet sheet, SheetRow row, bool isTitle, ColumnMap map, ReadReport report)
    {
        foreach (var (column, cell) in row.Cells)
        {
            if (!TryLabelled(sheet, row, column, cell, map, report) && isTitle && MayName().IsMatch(cell.Text))
            {
                report.State(new VillageStatement(VillageSource.Title, cell.Text.Trim(), sheet.Name, row.Number, CellAddress.Letters(column)));
            }
        }
    }

    private static bool TryLabelled(Sheet sheet, SheetRow row, int column, SheetCell cell, ColumnMap map, ReadReport report)
    {
        var parts = cell.Text.Split([':', '：'], 2);
        var label = HeaderName.Normalise(parts[0]);
        var source = map.CodeLabels.Contains(label) ? VillageSource.Code : map.UnitLabels.Contains(label) ? VillageSource.Unit : (VillageSource?)null;
        if (source is null)
        {
            return false;
        }

        var own = parts.Length > 1 ? FirstWords(parts[1]) : string.Empty;
        var (value, at) = own.Length > 0 ? (own, column) : Next(row, column);
        if (value.Length > 0)
        {
            report.State(new VillageStatement(source.Value, value, sheet.Name, row.Number, CellAddress.Letters(at)));
        }

        return true;
    }

    // “填报单位：李屯镇魏楼村    填报人：…” in one cell: only the first words belong to the label.
    private static string FirstWords(string text) => SecondLabel().Split(text.Trim())[0].Trim();

    private static (string Value, int Column) Next(SheetRow row, int column)
    {
        var next = row.Cells.FirstOrDefault(c => c.Key > column);
        return next.Value is null ? (string.Empty, column) : (next.Value.Text.Trim(), next.Key);
    }

    [GeneratedRegex(@"[村社居]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MayName();

    [GeneratedRegex(@"\s{2,}|\u3000+|[ \t](?=\S{2,8}[:：])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SecondLabel();
}
