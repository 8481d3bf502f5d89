using System.Globalization;
using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Reads the cells of one worksheet, cell by cell; the sheet's own statement of its size is never looked at.</summary>
internal sealed class SheetReader
{
    private readonly PartReader _reader;
    private readonly Sheet _sheet;
    private readonly WorkbookContext _context;
    private int _row;
    private int _column;
    private bool _rowIsHidden;

    private SheetReader(PartReader reader, Sheet sheet, WorkbookContext context)
    {
        _reader = reader;
        _sheet = sheet;
        _context = context;
    }

    public static Sheet Read(ZipContainer container, WorkbookSheet source, WorkbookContext context)
    {
        var sheet = new Sheet(source.Name, source.IsHidden);
        using var reader = new PartReader(container.Open(source.Part), context.Limits);
        new SheetReader(reader, sheet, context).ReadAll();
        return sheet;
    }

    private void ReadAll()
    {
        var merged = 0;
        while (_reader.Read())
        {
            if (!_reader.IsStart)
            {
                continue;
            }

            switch (_reader.Name)
            {
                case "row":
                    StartRow();
                    break;
                case "c":
                    ReadCell();
                    break;
                case "mergeCell":
                    Merge(++merged);
                    break;
            }
        }
    }

    private void StartRow()
    {
        var stated = _reader.Attribute("r");
        _row = stated is null ? _row + 1 : int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
        _column = 0;
        _rowIsHidden = _reader.Attribute("hidden") is "1" or "true";
        if (_row is < 1 or > CellAddress.LastRow)
        {
            throw OutsideSheet($"第 {stated} 行");
        }
    }

    private void ReadCell()
    {
        var at = Address();
        var type = _reader.Attribute("t") ?? "n";
        var style = int.TryParse(_reader.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : -1;
        if (_reader.IsEmpty)
        {
            return;
        }

        var value = new StringBuilder();
        var inline = string.Empty;
        var isFormula = false;
        while (_reader.Read() && !(_reader.IsEnd && _reader.Name == "c"))
        {
            switch (_reader.Name)
            {
                case "v" when _reader.IsStart:
                    _reader.AppendText(value);
                    break;
                case "is" when _reader.IsStart:
                    inline = SharedStrings.RichText(_reader);
                    break;
                case "f" when _reader.IsStart:
                    isFormula = true;
                    _reader.SkipContent();
                    break;
            }
        }

        Keep(at, type == "inlineStr" ? new SheetCell(inline) : Value(at, type, value.ToString(), style, isFormula));
    }

    private CellAddress Address()
    {
        var stated = _reader.Attribute("r");
        CellAddress at;
        if (stated is null)
        {
            at = new CellAddress(_row, _column + 1);
        }
        else if (!CellAddress.TryParse(stated, out at) || at.Row != _row)
        {
            throw OutsideSheet($"单元格“{(stated.Length > 20 ? stated[..20] : stated)}”");
        }

        _column = at.Column;
        return at;
    }

    private SheetCell Value(CellAddress at, string type, string value, int style, bool isFormula)
    {
        switch (type)
        {
            case "s":
                if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _context.Strings.Count)
                {
                    return new SheetCell(_context.Strings[index], CellKind.Text, isFormula);
                }

                _context.Report(_sheet, at, "单元格指向的文字不存在，文件可能已损坏", "请重新输入这一格，另存后再报");
                return new SheetCell(string.Empty);
            case "str":
            case "d":
                return new SheetCell(SharedStrings.Clean(value), type == "d" ? CellKind.Date : CellKind.Text, isFormula);
            case "b":
                return new SheetCell(value == "1" ? "TRUE" : "FALSE", CellKind.Boolean, isFormula);
            case "e":
                return new SheetCell(value, CellKind.Error, isFormula);
            default:
                return value.Length == 0 ? new SheetCell(string.Empty, CellKind.Number, isFormula) : _context.Formats.Show(value, style, isFormula);
        }
    }

    private void Keep(CellAddress at, SheetCell cell)
    {
        // A formula without a stored value is kept: whoever reads the column must be able to say so.
        if (string.IsNullOrWhiteSpace(cell.Text) && !cell.IsFormula)
        {
            return;
        }

        if (at.Column > _context.Limits.MaxColumns)
        {
            _context.Report(_sheet, at, $"表格超过 {_context.Limits.MaxColumns} 列", "请删去用不到的列后再报");
            return;
        }

        if (cell.Text.Length > _context.Limits.MaxTextLength)
        {
            _context.Report(_sheet, at, $"文字超过 {_context.Limits.MaxTextLength} 字", "请拆成几行，每行写一项");
            cell = cell with { Text = cell.Text[.._context.Limits.MaxTextLength] };
        }

        if (_sheet.LastRow != at.Row)
        {
            _context.CountRow(_sheet);
        }

        _sheet.Set(at, cell, _rowIsHidden);
    }

    private void Merge(int count)
    {
        if (count > _context.Limits.MaxMergedRanges)
        {
            throw new SpreadsheetException(
                new SpreadsheetProblem(_sheet.Name, null, null, $"合并单元格超过 {_context.Limits.MaxMergedRanges} 处", "请取消多余的合并单元格后再报"));
        }

        if (!CellRange.TryParse(_reader.Attribute("ref") ?? string.Empty, out var range) || !_sheet.Merge(range))
        {
            throw new SpreadsheetException(
                new SpreadsheetProblem(_sheet.Name, null, null, $"合并单元格“{_reader.Attribute("ref")}”有误，文件可能已损坏", "请取消这处合并，另存后再报"));
        }
    }

    private SpreadsheetException OutsideSheet(string where) =>
        new(new SpreadsheetProblem(_sheet.Name, null, null, $"{where}超出表格范围，文件可能已损坏", "请新建一个工作簿，把清单内容复制过去，另存为 .xlsx 后再报"));
}

/// <summary>What all sheets of a workbook share while it is read.</summary>
internal sealed class WorkbookContext(SpreadsheetLimits limits, List<string> strings, NumberFormats formats)
{
    private const int MaxProblems = 200;
    private readonly List<SpreadsheetProblem> _problems = [];
    private int _rows;

    public SpreadsheetLimits Limits => limits;

    public List<string> Strings => strings;

    public NumberFormats Formats => formats;

    public IReadOnlyList<SpreadsheetProblem> Problems => _problems;

    public void Report(Sheet sheet, CellAddress at, string what, string remedy)
    {
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new SpreadsheetProblem(sheet.Name, at.Row, CellAddress.Letters(at.Column), what, remedy));
        }
    }

    public void CountRow(Sheet sheet)
    {
        if (++_rows > limits.MaxRows)
        {
            throw new SpreadsheetException(
                new SpreadsheetProblem(sheet.Name, null, null, $"表格内容超过 {limits.MaxRows} 行", "请删去与清单无关的行，或分成几份上报"));
        }
    }
}
