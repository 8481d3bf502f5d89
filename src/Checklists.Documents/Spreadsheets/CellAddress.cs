namespace Checklists.Documents.Spreadsheets;

/// <summary>A cell's place, row and column both from 1.</summary>
/// <param name="Row">1..1,048,576.</param>
/// <param name="Column">1..16,384.</param>
public readonly record struct CellAddress(int Row, int Column)
{
    /// <summary>Rows of the largest sheet that a spreadsheet program makes.</summary>
    public const int LastRow = 1_048_576;

    /// <summary>Columns of the largest sheet (XFD).</summary>
    public const int LastColumn = 16_384;

    /// <summary>The letters of a column: 1 → A, 28 → AB.</summary>
    public static string Letters(int column)
    {
        Span<char> letters = stackalloc char[4];
        var start = letters.Length;
        for (; column > 0; column = (column - 1) / 26)
        {
            letters[--start] = (char)('A' + ((column - 1) % 26));
        }

        return new string(letters[start..]);
    }

    /// <summary>Reads an address such as B12 or $B$12; <c>false</c> outside the sheet.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CellAddress address)
    {
        int row = 0, column = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c) && row == 0 && column <= LastColumn)
            {
                column = (column * 26) + (char.ToUpperInvariant(c) - 'A' + 1);
            }
            else if (char.IsAsciiDigit(c) && column > 0 && row <= LastRow)
            {
                row = (row * 10) + (c - '0');
            }
            else if (c != '$')
            {
                address = default;
                return false;
            }
        }

        address = new CellAddress(row, column);
        return row is >= 1 and <= LastRow && column is >= 1 and <= LastColumn;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Letters(Column)}{Row}";
}

/// <summary>A merged range; both corners belong to it.</summary>
/// <param name="From">Top left: the cell that holds the value.</param>
/// <param name="To">Bottom right.</param>
public readonly record struct CellRange(CellAddress From, CellAddress To)
{
    /// <summary>Reads A1:C3 or A1.</summary>
    public static bool TryParse(string text, out CellRange range)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var first = colon < 0 ? text : text[..colon];
        var last = colon < 0 ? text : text[(colon + 1)..];
        range = default;
        if (!CellAddress.TryParse(first, out var from) || !CellAddress.TryParse(last, out var to) || to.Row < from.Row || to.Column < from.Column)
        {
            return false;
        }

        range = new CellRange(from, to);
        return true;
    }
}
