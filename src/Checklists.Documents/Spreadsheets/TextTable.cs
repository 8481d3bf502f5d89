using System.Text;

namespace Checklists.Documents.Spreadsheets;

/// <summary>Reads separated values (comma, tab or semicolon) into a sheet.</summary>
internal sealed class TextTable
{
    private readonly string _text;
    private readonly SpreadsheetLimits _limits;
    private readonly Sheet _sheet = new(null);
    private readonly List<SpreadsheetProblem> _problems = [];
    private readonly StringBuilder _field = new();
    private readonly char _separator;
    private int _at;
    private int _row = 1;
    private int _column = 1;
    private int _rowsWithContent;

    private TextTable(string text, SpreadsheetLimits limits)
    {
        _text = text;
        _limits = limits;
        _separator = FindSeparator(text);
    }

    public static SpreadsheetContent Read(string text, SpreadsheetLimits limits)
    {
        var table = new TextTable(text, limits);
        table.ReadAll();
        return new SpreadsheetContent(SpreadsheetFormat.Csv, [table._sheet], table._problems);
    }

    // The separator of the first line that has one; a comma within quotes does not count.
    private static char FindSeparator(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var quoted = false;
            Span<int> counts = [0, 0, 0];
            foreach (var c in line)
            {
                quoted ^= c == '"';
                if (!quoted && ",\t;".IndexOf(c, StringComparison.Ordinal) is >= 0 and var i)
                {
                    counts[i]++;
                }
            }

            if (counts[0] + counts[1] + counts[2] > 0)
            {
                return counts[1] > counts[0] && counts[1] >= counts[2] ? '\t' : counts[2] > counts[0] ? ';' : ',';
            }
        }

        return ',';
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == '"' && IsBlank(_field))
            {
                ReadQuoted();
            }
            else if (_text[_at] == _separator)
            {
                EndField();
                _at++;
            }
            else if (_text[_at] is '\r' or '\n')
            {
                EndField();
                EndRow();
            }
            else
            {
                _field.Append(_text[_at++]);
            }
        }

        EndField();
    }

    private void ReadQuoted()
    {
        var opened = _row;
        _field.Clear();
        _at++;
        while (_at < _text.Length)
        {
            if (_text[_at] != '"')
            {
                _field.Append(_text[_at++]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                _field.Append('"');
                _at += 2;
            }
            else
            {
                _at++;
                return;
            }
        }

        throw new SpreadsheetException(
            new SpreadsheetProblem(null, opened, CellAddress.Letters(_column), "英文双引号没有配对，后面的内容无法分列", "请补上或删去这一格的英文双引号，或改报 .xlsx"));
    }

    private void EndField()
    {
        var text = SharedStrings.Clean(_field.ToString());
        _field.Clear();
        if (!string.IsNullOrWhiteSpace(text))
        {
            Keep(text);
        }

        _column++;
    }

    private void Keep(string text)
    {
        if (_column > _limits.MaxColumns)
        {
            Report($"表格超过 {_limits.MaxColumns} 列", "请检查分隔符，删去用不到的列后再报");
            return;
        }

        if (text.Length > _limits.MaxTextLength)
        {
            Report($"文字超过 {_limits.MaxTextLength} 字", "请拆成几行，每行写一项");
            text = text[.._limits.MaxTextLength];
        }

        if (_sheet.LastRow != _row && ++_rowsWithContent > _limits.MaxRows)
        {
            throw new SpreadsheetException($"表格内容超过 {_limits.MaxRows} 行", "请删去与清单无关的行，或分成几份上报");
        }

        _sheet.Set(new CellAddress(_row, _column), new SheetCell(text), rowIsHidden: false);
    }

    private void Report(string what, string remedy)
    {
        if (_problems.Count < 200)
        {
            _problems.Add(new SpreadsheetProblem(null, _row, CellAddress.Letters(_column), what, remedy));
        }
    }

    private void EndRow()
    {
        _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
        _row++;
        _column = 1;
    }

    private static bool IsBlank(StringBuilder field)
    {
        for (var i = 0; i < field.Length; i++)
        {
            if (!char.IsWhiteSpace(field[i]))
            {
                return false;
            }
        }

        return true;
    }
}
