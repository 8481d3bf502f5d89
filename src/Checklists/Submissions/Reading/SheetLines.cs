using Checklists.Catalogue;
using Checklists.Documents.Spreadsheets;
using Checklists.Matching;

namespace Checklists.Submissions.Reading;

/// <summary>Reads the lines of one sheet below its heading.</summary>
internal sealed class SheetLines
{
    private const int MaxFieldLength = 200;
    private const int LongestLabel = 30;
    private readonly Sheet _sheet;
    private readonly TableHeader _header;
    private readonly ColumnMap _map;
    private readonly ReadReport _report;
    private readonly DutyKind _ownKind;
    private DutyKind? _sectionKind;
    private string? _category;
    private bool _withinNotes;

    private SheetLines(Sheet sheet, TableHeader header, ColumnMap map, ReadReport report)
    {
        _sheet = sheet;
        _header = header;
        _map = map;
        _report = report;
        _ownKind = KindOfSheet();
    }

    /// <summary>Reads a sheet with a heading.</summary>
    public static void Read(Sheet sheet, TableHeader header, ColumnMap map, ReadReport report)
    {
        var lines = new SheetLines(sheet, header, map, report);
        foreach (var row in sheet.Rows)
        {
            if (row.Number < header.FirstRow)
            {
                VillageStatements.Collect(sheet, row, isTitle: true, map, report);
            }
            else if (row.Number > header.LastRow)
            {
                lines.ReadRow(row);
            }
        }
    }

    private DutyKind KindOfSheet()
    {
        if (_header.TextField == ListField.SignboardText)
        {
            return DutyKind.Signboard;
        }

        if (_header.TextField == ListField.ProofText)
        {
            return DutyKind.Proof;
        }

        // A labelled cell such as “填报单位（盖章）：…” is no title.
        var titles = _sheet.Rows.TakeWhile(r => r.Number < _header.FirstRow)
            .SelectMany(r => r.Cells.Values)
            .Select(c => c.Text)
            .Where(t => t.AsSpan().IndexOfAny(':', '：') < 0);
        return KindWords.OfTitle(_sheet.Name ?? string.Empty, _map)
            ?? titles.Select(t => KindWords.OfTitle(t, _map)).FirstOrDefault(k => k is not null)
            ?? DutyKind.Duty;
    }

    private void ReadRow(SheetRow row)
    {
        var range = _sheet.MergedAt(row.Number, _header.TextColumn);
        if (range is { } merged && merged.From.Row < row.Number)
        {
            RefuseContinuation(row, merged);
            return;
        }

        var text = _sheet.At(row.Number, _header.TextColumn);
        var spansFromLeft = range is { } across && across.From.Column < _header.TextColumn;
        if (row.Cells.Count == 1 && IsAside(row, isWholeRow: spansFromLeft || text is null))
        {
            return;
        }

        if (IsNote(row.Cells.First().Value.Text))
        {
            EnterNotes(row);
        }
        else if (text is null || string.IsNullOrWhiteSpace(text.Text))
        {
            ReadRowWithoutText(row, text);
        }
        else if (spansFromLeft)
        {
            Refuse(row, range!.Value.From.Column, "整行合并成一格，看不出是事项还是说明", "若是事项，请取消合并后填在“事项名称”列；若是说明，请以“说明：”开头");
        }
        else if (!IsRepeatedHeading(text) && !IsExample(row))
        {
            _withinNotes = false;
            ReadLineOf(row, text);
        }
    }

    // One duty may span rows in the text column; what stands beside its lower rows would silently be lost.
    private void RefuseContinuation(SheetRow row, CellRange merged)
    {
        if (row.Cells.Keys.Any(c => c != _header.TextColumn && c != _header[ListField.OwnNumber] && FieldAt(c) is not null))
        {
            Refuse(row, _header.TextColumn, $"这一项的名称从第 {merged.From.Row} 行合并下来，本行另有内容，看不出是一项还是几项", "请取消合并，每行写一项");
        }
    }

    private ListField? FieldAt(int column) => _header.FieldAt(column);

    /// <summary>Section rows, notes, signatures: rows with a single entry that are no line.</summary>
    private bool IsAside(SheetRow row, bool isWholeRow)
    {
        var (column, cell) = row.Cells.First();
        if (_map.SectionOf(cell.Text) is { } kind)
        {
            _sectionKind = kind;
            _category = null;
            return true;
        }

        if (IsNote(cell.Text))
        {
            EnterNotes(row);
            return true;
        }

        if (_withinNotes && column != _header.TextColumn)
        {
            return true;
        }

        if (!isWholeRow || cell.Text.Trim().Length > 20 || KindWords.OfTitle(cell.Text, _map) is not { } named)
        {
            return false;
        }

        _sectionKind = named;
        _category = null;
        return true;
    }

    private void EnterNotes(SheetRow row)
    {
        _withinNotes = true;
        VillageStatements.Collect(_sheet, row, isTitle: false, _map, _report);
    }

    // Only the whole label counts: “审核低保：…” is a duty although 审核 is a label.
    private bool IsNote(string text)
    {
        var label = text.Split([':', '：'], 2)[0];
        return label.Length <= LongestLabel && _map.NoteLabels.Contains(HeaderName.WithoutNumbering(label));
    }

    private void ReadRowWithoutText(SheetRow row, SheetCell? text)
    {
        if (text is { IsFormula: true })
        {
            Refuse(row, _header.TextColumn, "这一格是公式，没有文字", "请选中这一列，复制后“选择性粘贴”为“数值”");
            return;
        }

        if (row.Cells.Values.Any(c => IsNote(c.Text)))
        {
            EnterNotes(row);
            return;
        }

        // Forms come with numbers and categories filled in ahead.
        var filled = row.Cells.Keys.FirstOrDefault(c => FieldAt(c) is not (null or ListField.OwnNumber or ListField.Kind or ListField.VillageCode or ListField.VillageName));
        if (filled > 0)
        {
            Refuse(row, _header.TextColumn, $"{CellAddress.Letters(filled)} 列填了“{Shorten(row[filled]!.Text)}”，却没有写事项名称", "请补写事项名称，或清空这一行");
        }
        else if (row.Cells.Any(c => FieldAt(c.Key) is null or ListField.OwnNumber && c.Value.Text.Length > 8 && Wording.HasLetters(c.Value.Text)))
        {
            var at = row.Cells.First(c => FieldAt(c.Key) is null or ListField.OwnNumber && c.Value.Text.Length > 8).Key;
            Refuse(row, at, $"“{Shorten(row[at]!.Text)}”不在任何栏目里，看不出是事项还是说明", "若是事项，请填在“事项名称”列；若是说明，请以“说明：”开头");
        }
        else if (_header[ListField.Kind] is { } column && _sheet.Own(row.Number, column) is { } category)
        {
            _category = category.Text;
        }
    }

    private bool IsRepeatedHeading(SheetCell text) => _map.FieldOf(text.Text) == _header.TextField && HeaderName.Normalise(text.Text).Length <= 10;

    private bool IsExample(SheetRow row)
    {
        if (Field(row, ListField.OwnNumber) is not { } number || HeaderName.Normalise(number) is not ("示例" or "样例" or "例" or "例如"))
        {
            return false;
        }

        _report.Note(_sheet.Name, row.Number, null, "这一行标为示例，未读入");
        return true;
    }

    private void ReadLineOf(SheetRow row, SheetCell text)
    {
        if (text.IsFormula)
        {
            Refuse(row, _header.TextColumn, "事项名称由公式得出，不能当作原文", "请选中这一列，复制后“选择性粘贴”为“数值”");
            return;
        }

        if (_map.Nothing.Contains(HeaderName.Narrow(text.Text)))
        {
            _report.Note(_sheet.Name, row.Number, CellAddress.Letters(_header.TextColumn), $"写的是“{text.Text.Trim()}”，未作为一项读入");
            return;
        }

        RefuseErrors(row);
        RefuseClassified(row);
        if (row.IsHidden)
        {
            _report.Note(_sheet.Name, row.Number, null, "这一行在表中是隐藏的，已照常读入");
        }

        var wording = ReadWording(row, text.Text);
        if (!Wording.HasLetters(wording))
        {
            Refuse(row, _header.TextColumn, $"“{Shorten(text.Text)}”不像一项工作", "请用文字写明事项，或清空这一行");
        }

        StateVillage(row);
        var (starts, ends) = ReadPeriod(row);
        var (flags, frequency) = ReadFlags(row);
        _report.Lines.Add(new ReadLine
        {
            Number = _report.Lines.Count + 1,
            OwnNumber = Field(row, ListField.OwnNumber),
            Sheet = _sheet.Name,
            Row = row.Number,
            Column = CellAddress.Letters(_header.TextColumn),
            Text = wording,
            Kind = ReadKind(row),
            Issuer = ShortField(row, ListField.Issuer),
            Channel = ShortField(row, ListField.Channel),
            DocumentNumber = ShortField(row, ListField.DocumentNumber),
            Flags = flags,
            ReportFrequency = frequency,
            StartsOn = starts,
            EndsOn = ends,
            Remark = Masked(row, ListField.Remark),
        });
    }

    private string ReadWording(SheetRow row, string text)
    {
        var wording = text;
        if (_header.TextField != ListField.Detail && Field(row, ListField.Detail) is { } detail && detail != text.Trim())
        {
            wording = detail.Contains(text.Trim(), StringComparison.Ordinal) ? detail : $"{text.Trim()}：{detail}";
        }

        if (wording.Length > _report.Limits.MaxTextLength)
        {
            Refuse(row, _header.TextColumn, $"名称和内容合起来超过 {_report.Limits.MaxTextLength} 字", "请拆成几行，每行写一项");
        }

        return LineText.Take(wording, _sheet.Name, row.Number, CellAddress.Letters(_header.TextColumn), _report);
    }

    private DutyKind ReadKind(SheetRow row)
    {
        if (_header[ListField.Kind] is { } column)
        {
            _category = _sheet.At(row.Number, column)?.Text ?? _category;
            if (_category is not null && KindWords.OfCategory(_category, _map) is { } named)
            {
                return named;
            }
        }

        return _sectionKind ?? _ownKind;
    }

    private void RefuseErrors(SheetRow row)
    {
        foreach (var (column, cell) in row.Cells)
        {
            if (FieldAt(column) is null or ListField.OwnNumber)
            {
                continue;
            }

            if (cell.Kind == CellKind.Error)
            {
                Refuse(row, column, $"单元格是错误值 {cell.Text}", "请改正公式或直接填写内容");
            }
            else if (cell.IsFormula && cell.Text.Length == 0)
            {
                Refuse(row, column, "公式没有保存计算结果", "请用 WPS 或 Excel 打开，保存一次后再报，或直接填写内容");
            }
        }
    }

    private void RefuseClassified(SheetRow row)
    {
        foreach (var (column, cell) in row.Cells)
        {
            var field = FieldAt(column);
            var mark = field == ListField.Secrecy && SecrecyRule.IsClassified(cell.Text, _map) ? HeaderName.Narrow(cell.Text) : SecrecyRule.MarkIn(cell.Text, _map);
            if (mark is not null)
            {
                Refuse(row, column, $"标有“{Shorten(mark)}”，涉密和内部事项不得上网", "请删去这一行，改用保密渠道报送；若是误标，请去掉标记");
                return;
            }
        }
    }

    private void StateVillage(SheetRow row)
    {
        foreach (var (field, source) in (ReadOnlySpan<(ListField, VillageSource)>)[(ListField.VillageCode, VillageSource.Code), (ListField.VillageName, VillageSource.Unit)])
        {
            if (Field(row, field) is { } stated)
            {
                _report.State(new VillageStatement(source, stated, _sheet.Name, row.Number, CellAddress.Letters(_header[field]!.Value)));
            }
        }
    }

    private (LineFlags Flags, string? Frequency) ReadFlags(SheetRow row)
    {
        var reporting = Answer(row, ListField.Reporting);
        var flags = new LineFlags(
            Answer(row, ListField.ResponsibilityLetter)?.Answer,
            Answer(row, ListField.Target)?.Answer,
            Answer(row, ListField.Ranking)?.Answer,
            Answer(row, ListField.AdvancePayment)?.Answer,
            reporting?.Answer,
            Answer(row, ListField.Funding)?.Answer);
        return (flags, ShortField(row, ListField.ReportFrequency) ?? reporting?.Rest);
    }

    private FlagAnswer? Answer(SheetRow row, ListField field)
    {
        if (Field(row, field) is not { } text)
        {
            return null;
        }

        if (FlagAnswer.Read(text, _map) is { } answer)
        {
            return answer;
        }

        // “每周一报” answers the question and names the frequency at once.
        if (field == ListField.Reporting && (text.Contains('每', StringComparison.Ordinal) || text.Contains('报', StringComparison.Ordinal)))
        {
            return new FlagAnswer(true, text);
        }

        Refuse(row, _header[field]!.Value, $"“{_map.NameOf(field)}”一栏写的是“{Shorten(text)}”，看不懂", "请填“是”或“否”，不清楚就留空");
        return null;
    }

    private (DateOnly? Starts, DateOnly? Ends) ReadPeriod(SheetRow row)
    {
        var starts = ReadDate(row, ListField.StartsOn, endOfPeriod: false);
        var ends = ReadDate(row, ListField.EndsOn, endOfPeriod: true);
        if (Field(row, ListField.Period) is { } period)
        {
            if (!ListDates.TryParsePeriod(period, out var from, out var to))
            {
                _report.Note(_sheet.Name, row.Number, CellAddress.Letters(_header[ListField.Period]!.Value), $"起止时间“{Shorten(period)}”没有读成日期，按未填处理");
            }

            (starts, ends) = (starts ?? from, ends ?? to);
        }

        if (starts > ends)
        {
            Refuse(row, _header[ListField.EndsOn] ?? _header[ListField.Period] ?? _header.TextColumn, $"截止日期 {ends:yyyy-MM-dd} 早于起始日期 {starts:yyyy-MM-dd}", "请核对两个日期");
        }

        return (starts, ends);
    }

    private DateOnly? ReadDate(SheetRow row, ListField field, bool endOfPeriod)
    {
        if (Field(row, field) is not { } text)
        {
            return null;
        }

        var date = ListDates.Parse(text, endOfPeriod);
        if (date is null && !(ListDates.TryParsePeriod(text, out _, out _) || FlagAnswer.Read(text, _map) is { Answer: not true }))
        {
            Refuse(row, _header[field]!.Value, $"“{_map.NameOf(field)}”一栏写的是“{Shorten(text)}”，看不懂", "请写成 2026-01-31 这样的日期，长期事项留空");
        }

        return date;
    }

    private string? ShortField(SheetRow row, ListField field)
    {
        var text = Masked(row, field);
        if (text?.Length > MaxFieldLength)
        {
            Refuse(row, _header[field]!.Value, $"“{_map.NameOf(field)}”一栏超过 {MaxFieldLength} 字", "请写简短，详细情况写在备注里");
        }

        return text;
    }

    private string? Masked(SheetRow row, ListField field) =>
        Field(row, field) is { } text
            ? LineText.Take(text, _sheet.Name, row.Number, CellAddress.Letters(_header[field]!.Value), _report)
            : null;

    private string? Field(SheetRow row, ListField field) =>
        _header[field] is { } column && _sheet.At(row.Number, column) is { } cell && !string.IsNullOrWhiteSpace(cell.Text) ? cell.Text.Trim() : null;

    private static string Shorten(string text) => LineText.Shorten(text);

    private void Refuse(SheetRow row, int column, string what, string remedy) =>
        _report.Refuse(_sheet.Name, row.Number, CellAddress.Letters(column), what, remedy);
}
