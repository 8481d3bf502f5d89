using Checklists.Catalogue;

namespace Checklists.Seeds;

/// <summary>The ways in which villages lay out a workbook.</summary>
internal enum Layout
{
    /// <summary>One sheet, the kind in a column, merged downwards.</summary>
    KindColumn,

    /// <summary>Three sheets.</summary>
    ThreeSheets,

    /// <summary>One sheet with rows such as “二、机制牌子” across the table.</summary>
    Sections,

    /// <summary>Duties ordered by field of work, which stands in a merged first column; signboards and proofs on sheets of their own.</summary>
    Domains,

    /// <summary>A heading in the first row, no title: only the file's name says whose list it is.</summary>
    Bare,
}

/// <summary>Lays out a list as a workbook.</summary>
internal sealed class WorkbookLayout(string villageName, string fullName, Dice dice)
{
    private readonly ListManner _manner = new(dice);
    private readonly ClerkWorkbook _workbook = new();
    private readonly bool _isCommunity = villageName.EndsWith("社区", StringComparison.Ordinal);

    /// <summary>Writes the workbook; the lines come back in the order in which they stand.</summary>
    public (byte[] Bytes, List<ListLine> Lines) Write(Layout layout, List<ListLine> lines)
    {
        var ordered = layout == Layout.Domains
            ? [.. lines.Where(l => l.Kind == DutyKind.Duty).OrderBy(l => l.Domain, StringComparer.Ordinal), .. lines.Where(l => l.Kind != DutyKind.Duty)]
            : lines;
        switch (layout)
        {
            case Layout.KindColumn or Layout.Bare:
                WriteKindColumn(ordered, hasTitle: layout != Layout.Bare);
                break;
            case Layout.Sections:
                WriteSections(ordered);
                break;
            default:
                WriteSheets(ordered, byDomain: layout == Layout.Domains);
                break;
        }

        if (dice.Chance(8))
        {
            WriteExplanation();
        }

        return (_workbook.Build(), ordered);
    }

    private void WriteKindColumn(List<ListLine> lines, bool hasTitle)
    {
        var sheet = _workbook.Sheet(dice.Pick<string>(["Sheet1", "清单", "村级事项清单"]));
        var columns = ListColumn.For(null, dice, _manner);
        Head(sheet, columns, hasTitle ? "村级组织工作事务、机制牌子和证明事项清单" : null, dice.Pick<string>(["类别", "事项类别", "类型"]));
        var isMerged = dice.Chance(60);
        var number = 0;
        foreach (var group in lines.GroupBy(l => l.Kind))
        {
            var first = sheet.Row + 1;
            foreach (var line in group)
            {
                Row(sheet, columns, line, ++number, sheet.Row + 1 == first || !isMerged ? Name(group.Key) : string.Empty);
            }

            if (isMerged)
            {
                sheet.Merge(first, 2, sheet.Row, 2);
            }
        }

        Foot(sheet, columns.Count + 2, hasTitle);
    }

    private void WriteSections(List<ListLine> lines)
    {
        var sheet = _workbook.Sheet(dice.Pick<string>(["Sheet1", "汇总表"]));
        var columns = ListColumn.For(null, dice, _manner);
        Head(sheet, columns, "村级组织事项摸底清单", null);
        var section = 0;
        foreach (var group in lines.GroupBy(l => l.Kind))
        {
            sheet.NextRow();
            sheet.Put(1, $"{"一二三"[section++]}、{SectionName(group.Key)}", CellLook.Heading);
            sheet.Merge(sheet.Row, 1, sheet.Row, columns.Count + 1);
            var number = 0;
            foreach (var line in group)
            {
                Row(sheet, columns, line, ++number, null);
            }
        }

        Foot(sheet, columns.Count + 1, isSigned: true);
    }

    private void WriteSheets(List<ListLine> lines, bool byDomain)
    {
        foreach (var group in lines.GroupBy(l => l.Kind))
        {
            var hasDomains = byDomain && group.Key == DutyKind.Duty;
            var sheet = _workbook.Sheet(SheetName(group.Key));
            var columns = ListColumn.For(group.Key, dice, _manner);
            Head(sheet, columns, Title(group.Key), hasDomains ? "事项类别" : null);
            var number = 0;
            foreach (var domain in group.GroupBy(l => hasDomains ? l.Domain : string.Empty))
            {
                var first = sheet.Row + 1;
                foreach (var line in domain)
                {
                    Row(sheet, columns, line, ++number, hasDomains ? sheet.Row + 1 == first ? domain.Key : string.Empty : null);
                }

                if (hasDomains)
                {
                    sheet.Merge(first, 2, sheet.Row, 2);
                }
            }

            Foot(sheet, columns.Count + (hasDomains ? 2 : 1), isSigned: group.Key == DutyKind.Duty);
        }
    }

    private void Head(ClerkSheet sheet, List<ListColumn> columns, string? title, string? category)
    {
        var lead = category is null ? 1 : 2;
        var width = columns.Count + lead;
        sheet.Widths([7, .. category is null ? Array.Empty<int>() : [12], .. columns.Select(c => c.Width)]);
        if (title is not null)
        {
            sheet.NextRow();
            sheet.Put(1, $"{fullName}{title}（演示样例）", CellLook.Title);
            sheet.Merge(sheet.Row, 1, sheet.Row, width);
            Unit(sheet, width);
        }

        if (columns.Count(c => c.IsFlag) >= 3 && dice.Chance(45))
        {
            HeadInTwoRows(sheet, columns, category, lead);
            return;
        }

        sheet.NextRow();
        sheet.Put(1, dice.Pick<string>(["序号", "序 号", "编号"]), CellLook.Heading);
        sheet.Put(2, category, category is null ? CellLook.Plain : CellLook.Heading);
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Put(lead + 1 + i, columns[i].Header, CellLook.Heading);
        }
    }

    private static void HeadInTwoRows(ClerkSheet sheet, List<ListColumn> columns, string? category, int lead)
    {
        sheet.NextRow();
        var top = sheet.Row;
        var firstFlag = columns.FindIndex(c => c.IsFlag);
        sheet.Put(1, "序号", CellLook.Heading);
        sheet.Merge(top, 1, top + 1, 1);
        if (category is not null)
        {
            sheet.Put(2, category, CellLook.Heading);
            sheet.Merge(top, 2, top + 1, 2);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var column = lead + 1 + i;
            if (!columns[i].IsFlag)
            {
                sheet.Put(column, columns[i].Header, CellLook.Heading);
                sheet.Merge(top, column, top + 1, column);
            }
            else if (i == firstFlag)
            {
                sheet.Put(column, "有无下列情形（是/否）", CellLook.Heading);
                sheet.Merge(top, column, top, column + columns.Count(c => c.IsFlag) - 1);
            }
        }

        sheet.NextRow();
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Put(lead + 1 + i, columns[i].IsFlag ? columns[i].Header : null, CellLook.Heading);
        }
    }

    private void Unit(ClerkSheet sheet, int width)
    {
        var committee = villageName + (_isCommunity ? "居民委员会" : "民委员会");
        sheet.NextRow();
        switch (dice.Below(3))
        {
            case 0:
                sheet.Put(1, $"填报单位（盖章）：{committee}", CellLook.Plain);
                sheet.Merge(sheet.Row, 1, sheet.Row, Math.Max(1, width - 2));
                sheet.Put(width - 1, "填报日期：2026年11月9日", CellLook.Plain);
                break;
            case 1:
                sheet.Put(1, $"填报单位：{villageName}          填报人：              日期：2026.11.10", CellLook.Plain);
                sheet.Merge(sheet.Row, 1, sheet.Row, width);
                break;
            default:
                sheet.Put(1, "填报单位", CellLook.Plain);
                sheet.Put(2, villageName, CellLook.Plain);
                break;
        }
    }

    private void Row(ClerkSheet sheet, List<ListColumn> columns, ListLine line, int number, string? category)
    {
        sheet.NextRow();
        if (_manner.Number(number) is { } written)
        {
            sheet.Put(1, written, CellLook.Centred);
        }
        else
        {
            sheet.PutNumber(1, number, CellLook.Centred);
        }

        var lead = category is null ? 1 : 2;
        if (category is not null)
        {
            sheet.Put(2, category, CellLook.Centred);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Day?.Invoke(line) is { } day)
            {
                sheet.PutDate(lead + 1 + i, day);
            }
            else
            {
                sheet.Put(lead + 1 + i, columns[i].Value(line), columns[i].Look);
            }
        }
    }

    private void Foot(ClerkSheet sheet, int width, bool isSigned)
    {
        if (!isSigned)
        {
            return;
        }

        if (dice.Chance(45))
        {
            sheet.NextRow();
            sheet.Put(1, dice.Pick<string>(["说明：一格里写了几件事的，是一起布置下来的。", "注：没有文件的，写明是谁在什么场合布置的。", "备注：不清楚的栏目留空。"]), CellLook.Plain);
            sheet.Merge(sheet.Row, 1, sheet.Row, width);
        }

        if (dice.Chance(40))
        {
            sheet.NextRow();
            sheet.Put(1, "填报人：", CellLook.Plain);
            sheet.Put(3, "村党支部书记（签字）：", CellLook.Plain);
        }
    }

    private void WriteExplanation()
    {
        var sheet = _workbook.Sheet("填表说明");
        foreach (var text in (string[])["填表说明", "1.一行写一项，按上级布置时的原话写。", "2.谁布置的就写谁，不要写“上级”。", "3.不要写群众的姓名、身份证号和电话。"])
        {
            sheet.NextRow();
            sheet.Put(1, text, CellLook.Plain);
        }
    }

    private string Name(DutyKind kind) => kind switch
    {
        DutyKind.Signboard => _manner.Width == 1 ? "机制牌子" : "标牌",
        DutyKind.Proof => _manner.Width == 1 ? "证明事项" : "证明",
        _ => _manner.Width == 1 ? "工作事务" : "事项",
    };

    private static string SectionName(DutyKind kind) => kind switch
    {
        DutyKind.Signboard => "机制牌子",
        DutyKind.Proof => "证明事项",
        _ => "工作事项",
    };

    private static string SheetName(DutyKind kind) => kind switch
    {
        DutyKind.Signboard => "牌子",
        DutyKind.Proof => "证明",
        _ => "工作事项",
    };

    private static string Title(DutyKind kind) => kind switch
    {
        DutyKind.Signboard => "机制牌子清单",
        DutyKind.Proof => "出具证明事项清单",
        _ => "村级组织工作事项清单",
    };
}
