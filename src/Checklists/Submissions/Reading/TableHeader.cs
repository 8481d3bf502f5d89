using Checklists.Documents.Spreadsheets;

namespace Checklists.Submissions.Reading;

/// <summary>The heading of a table: which column holds what. A heading may take two or three rows with merged cells.</summary>
internal sealed class TableHeader
{
    private const int RowsLookedAt = 40;
    private const int MaxDepth = 3;
    private readonly Dictionary<ListField, int> _columns = [];
    private readonly Dictionary<int, ListField> _fields = [];

    private TableHeader(int firstRow, int lastRow)
    {
        FirstRow = firstRow;
        LastRow = lastRow;
    }

    /// <summary>First row of the heading.</summary>
    public int FirstRow { get; }

    /// <summary>Last row of the heading.</summary>
    public int LastRow { get; }

    /// <summary>The columns with a heading, in order.</summary>
    public List<RecognisedColumn> Columns { get; } = [];

    /// <summary>Columns that were taken for the same thing.</summary>
    public List<(ListField Field, int First, int Second)> Doubles { get; } = [];

    /// <summary>The column that holds the text.</summary>
    public int TextColumn { get; private set; }

    /// <summary>What the heading of the text column says of the kind.</summary>
    public ListField TextField { get; private set; }

    /// <summary>The column of a field, or <c>null</c>.</summary>
    public int? this[ListField field] => _columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>The field of a column, or <c>null</c> when it is not read.</summary>
    public ListField? FieldAt(int column) => _fields.TryGetValue(column, out var field) ? field : null;

    /// <summary>Finds the heading; <c>null</c> when the sheet has none.</summary>
    public static TableHeader? Find(Sheet sheet, ColumnMap map)
    {
        foreach (var row in sheet.Rows.Take(RowsLookedAt))
        {
            var fields = Recognised(sheet, row.Number, map);
            if (fields.Any(IsText) && (fields.Count > 1 || row.Cells.Count == 1))
            {
                return Read(sheet, row.Number, map);
            }
        }

        return null;
    }

    /// <summary>A row that looks like a heading but lacks the text column, for the message; <c>null</c> when there is none.</summary>
    public static int? FindWithoutText(Sheet sheet, ColumnMap map) =>
        sheet.Rows.Take(RowsLookedAt).FirstOrDefault(r => Recognised(sheet, r.Number, map).Count >= 2)?.Number;

    private static bool IsText(ListField field) => field is ListField.Text or ListField.SignboardText or ListField.ProofText or ListField.Detail;

    private static HashSet<ListField> Recognised(Sheet sheet, int row, ColumnMap map)
    {
        var fields = new HashSet<ListField>();
        for (var column = 1; column <= sheet.LastColumn; column++)
        {
            if (sheet.Own(row, column) is { } cell && map.FieldOf(cell.Text) is { } field)
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    private static TableHeader Read(Sheet sheet, int firstRow, ColumnMap map)
    {
        var header = new TableHeader(firstRow, FindLastRow(sheet, firstRow, map));
        for (var column = 1; column <= sheet.LastColumn; column++)
        {
            header.Take(sheet, column, map);
        }

        header.ChooseText();
        return header;
    }

    private static int FindLastRow(Sheet sheet, int firstRow, ColumnMap map)
    {
        var last = firstRow;
        var spansColumns = false;
        for (var column = 1; column <= sheet.LastColumn; column++)
        {
            if (sheet.Own(firstRow, column) is not null && sheet.MergedAt(firstRow, column) is { } range)
            {
                last = Math.Max(last, Math.Min(range.To.Row, firstRow + MaxDepth - 1));
                spansColumns |= range.To.Column > range.From.Column;
            }
        }

        // A group heading over several columns whose own headings stand below, without anything merged downwards.
        return last == firstRow && spansColumns && Recognised(sheet, firstRow + 1, map).Count >= 2 ? firstRow + 1 : last;
    }

    private void Take(Sheet sheet, int column, ColumnMap map)
    {
        string? header = null;
        for (var row = LastRow; row >= FirstRow; row--)
        {
            if (sheet.Own(row, column) is not { } cell)
            {
                continue;
            }

            header ??= cell.Text;
            if (map.FieldOf(cell.Text) is { } field)
            {
                Columns.Add(new RecognisedColumn(CellAddress.Letters(column), cell.Text, field));
                _fields[column] = field;
                if (!_columns.TryAdd(field, column))
                {
                    Doubles.Add((field, _columns[field], column));
                }

                return;
            }
        }

        if (header is not null)
        {
            Columns.Add(new RecognisedColumn(CellAddress.Letters(column), header, null));
        }
    }

    private void ChooseText()
    {
        foreach (var field in (ListField[])[ListField.Text, ListField.SignboardText, ListField.ProofText, ListField.Detail])
        {
            if (_columns.TryGetValue(field, out var column))
            {
                TextColumn = column;
                TextField = field;
                return;
            }
        }
    }
}
