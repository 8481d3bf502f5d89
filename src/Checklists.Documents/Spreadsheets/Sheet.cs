namespace Checklists.Documents.Spreadsheets;

/// <summary>How a cell's value was stored.</summary>
public enum CellKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number, in plain decimal notation.</summary>
    Number,

    /// <summary>A date, written yyyy-MM-dd.</summary>
    Date,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>An error value such as #REF!.</summary>
    Error,
}

/// <summary>A cell with content.</summary>
/// <param name="Text">The content as text; line breaks are \n.</param>
/// <param name="Kind">How it was stored.</param>
/// <param name="IsFormula">The value is the stored result of a formula; the formula itself is never run or read.</param>
public sealed record SheetCell(string Text, CellKind Kind = CellKind.Text, bool IsFormula = false);

/// <summary>The cells of one sheet, or of a csv file.</summary>
public sealed class Sheet
{
    private readonly SortedDictionary<int, SheetRow> _rows = [];
    private readonly Dictionary<CellAddress, CellRange> _merged = [];

    /// <summary>Makes an empty sheet.</summary>
    public Sheet(string? name, bool isHidden = false)
    {
        Name = name;
        IsHidden = isHidden;
    }

    /// <summary>The name on the tab; <c>null</c> for a csv file.</summary>
    public string? Name { get; }

    /// <summary>The sender's program does not show this sheet.</summary>
    public bool IsHidden { get; }

    /// <summary>Rows with content, in order.</summary>
    public IReadOnlyCollection<SheetRow> Rows => _rows.Values;

    /// <summary>The last row with content, 0 for an empty sheet.</summary>
    public int LastRow { get; private set; }

    /// <summary>The last column with content, 0 for an empty sheet.</summary>
    public int LastColumn { get; private set; }

    /// <summary>The cell at a place; within a merged range its top left cell; <c>null</c> when empty.</summary>
    public SheetCell? At(int row, int column) =>
        _merged.TryGetValue(new CellAddress(row, column), out var range) ? Own(range.From.Row, range.From.Column) : Own(row, column);

    /// <summary>The cell at a place without regard to merged ranges.</summary>
    public SheetCell? Own(int row, int column) => _rows.TryGetValue(row, out var cells) ? cells[column] : null;

    /// <summary>The merged range that covers a place, if any.</summary>
    public CellRange? MergedAt(int row, int column) =>
        _merged.TryGetValue(new CellAddress(row, column), out var range) ? range : null;

    internal void Set(CellAddress at, SheetCell cell, bool rowIsHidden)
    {
        if (!_rows.TryGetValue(at.Row, out var row))
        {
            _rows.Add(at.Row, row = new SheetRow(at.Row, rowIsHidden));
        }

        row.Set(at.Column, cell);
        LastRow = Math.Max(LastRow, at.Row);
        LastColumn = Math.Max(LastColumn, at.Column);
    }

    /// <summary>Adds a merged range, cut to the rows and columns with content; <c>false</c> when it overlaps another one.</summary>
    internal bool Merge(CellRange range)
    {
        var lastRow = Math.Min(range.To.Row, LastRow);
        var lastColumn = Math.Min(range.To.Column, LastColumn);
        for (var row = range.From.Row; row <= lastRow; row++)
        {
            for (var column = range.From.Column; column <= lastColumn; column++)
            {
                if (!_merged.TryAdd(new CellAddress(row, column), range))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <summary>A row with content.</summary>
public sealed class SheetRow
{
    private readonly SortedDictionary<int, SheetCell> _cells = [];

    internal SheetRow(int number, bool isHidden)
    {
        Number = number;
        IsHidden = isHidden;
    }

    /// <summary>Row number from 1.</summary>
    public int Number { get; }

    /// <summary>Hidden, for example by a filter.</summary>
    public bool IsHidden { get; }

    /// <summary>Cells with content by column, in order.</summary>
    public IReadOnlyDictionary<int, SheetCell> Cells => _cells;

    /// <summary>The cell of a column from 1, or <c>null</c>.</summary>
    public SheetCell? this[int column] => _cells.GetValueOrDefault(column);

    internal void Set(int column, SheetCell cell) => _cells[column] = cell;
}

/// <summary>What kind of file the cells came from.</summary>
public enum SpreadsheetFormat
{
    /// <summary>Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>Separated values.</summary>
    Csv,
}

/// <summary>Everything read from a file.</summary>
/// <param name="Format">The file's format.</param>
/// <param name="Sheets">The sheets in the order of the tabs.</param>
/// <param name="Problems">Faults of single cells; the rest of the file was read nevertheless.</param>
public sealed record SpreadsheetContent(SpreadsheetFormat Format, IReadOnlyList<Sheet> Sheets, IReadOnlyList<SpreadsheetProblem> Problems);
