using Checklists.Catalogue;

namespace Checklists.Seeds;

/// <summary>A column of a sample list.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Width">Width in characters.</param>
/// <param name="Value">What a line has there.</param>
/// <param name="Look">How it looks.</param>
/// <param name="IsFlag">Belongs to the group of yes/no questions.</param>
/// <param name="Day">The day that a workbook holds there as a date.</param>
internal sealed record ListColumn(
    string Header, int Width, Func<ListLine, string?> Value, CellLook Look = CellLook.Centred, bool IsFlag = false, Func<ListLine, DateOnly?>? Day = null)
{
    /// <summary>The columns that a village's form has beside number and category; wordings and width of the form differ.</summary>
    public static List<ListColumn> For(DutyKind? kind, Dice dice, ListManner manner)
    {
        var columns = new List<ListColumn> { Text(kind, dice) };
        columns.Add(new ListColumn(Issuer(kind, dice), 18, l => l.Issuer));
        if (kind is null or DutyKind.Duty && manner.Width > 0)
        {
            columns.Add(new ListColumn(dice.Pick<string>(["下达方式", "派交方式", "布置方式"]), 10, l => l.Channel));
            columns.Add(new ListColumn(dice.Pick<string>(["文号或截图编号", "文号"]), 18, l => l.DocumentNumber));
            columns.AddRange(Flags(dice, manner));
            if (manner.Width > 1)
            {
                columns.AddRange(Periods(dice, manner));
            }
        }

        columns.Add(new ListColumn(dice.Pick<string>(["备注", "备 注", "说明"]), 14, l => l.Remark, CellLook.Text));
        return columns;
    }

    private static ListColumn Text(DutyKind? kind, Dice dice) => new(
        kind switch
        {
            DutyKind.Signboard => dice.Pick<string>(["牌子名称", "标牌名称", "机制牌子名称"]),
            DutyKind.Proof => dice.Pick<string>(["证明名称", "证明事项", "证明事项名称"]),
            _ => dice.Pick<string>(["事项名称", "事项原文", "工作事项", "事项内容", "事 项 名 称"]),
        },
        46,
        l => l.Text,
        CellLook.Text);

    private static string Issuer(DutyKind? kind, Dice dice) => kind switch
    {
        DutyKind.Signboard => "要求挂牌单位",
        DutyKind.Proof => dice.Pick<string>(["要求出具单位", "用证单位"]),
        _ => dice.Pick<string>(["派交单位", "来源单位", "交办单位", "布置单位"]),
    };

    private static IEnumerable<ListColumn> Flags(Dice dice, ListManner manner)
    {
        string? Mark(bool? answer) => answer is null ? manner.UnansweredWord : answer.Value ? manner.Yes : manner.No;
        yield return new ListColumn(dice.Pick<string>(["是否签责任书", "签责任书"]), 8, l => Mark(l.ResponsibilityLetter), IsFlag: true);
        yield return new ListColumn(dice.Pick<string>(["是否定指标", "定指标"]), 8, l => Mark(l.Target), IsFlag: true);
        yield return new ListColumn(dice.Pick<string>(["是否排名考核", "排名考核"]), 8, l => Mark(l.Ranking), IsFlag: true);
        if (manner.Width > 1)
        {
            yield return new ListColumn(dice.Pick<string>(["是否要求代收垫付", "代收垫付"]), 8, l => Mark(l.AdvancePayment), IsFlag: true);
            yield return new ListColumn("是否填表报数及频次", 12, l => l.Frequency is null ? Mark(l.Reporting) : $"{manner.Yes}（{l.Frequency}）", IsFlag: true);
            yield return new ListColumn("有无经费", 8, l => l.Funding is null ? manner.UnansweredWord : l.Funding.Value ? "有" : "无", IsFlag: true);
        }
    }

    private static IEnumerable<ListColumn> Periods(Dice dice, ListManner manner)
    {
        if (dice.Chance(60))
        {
            yield return new ListColumn("起止时间", 22, l => Period(l, manner.DateManner));
            yield break;
        }

        yield return new ListColumn("开始时间", 12, l => Written(l.StartsOn, manner), Day: l => l.StartsOn);
        yield return new ListColumn(dice.Pick<string>(["结束时间", "完成时限"]), 12, l => Written(l.EndsOn, manner), Day: l => l.EndsOn);
    }

    private static string? Written(DateOnly? day, ListManner manner) => day is { } known ? LineDetails.Write(known, manner.DateManner) : null;

    private static string? Period(ListLine line, int manner) =>
        line is { StartsOn: { } starts, EndsOn: { } ends } ? $"{LineDetails.Write(starts, manner)}至{LineDetails.Write(ends, manner)}"
        : line.Category == "assisting" ? "长期" : null;
}

/// <summary>A clerk's habits.</summary>
internal sealed record ListManner
{
    public ListManner(Dice dice)
    {
        Width = dice.Pick<int>([(0, 20), (1, 35), (2, 45)]);
        DateManner = dice.Below(4);
        Numbering = dice.Below(7);
        (Yes, No) = dice.Pick<(string, string)>([("是", "否"), ("是", "否"), ("√", "×"), ("有", "无")]);
        UnansweredWord = dice.Pick<string?>([null, null, null, "不清楚", "/"]);
    }

    /// <summary>0 few columns, 1 some, 2 all.</summary>
    public int Width { get; }

    public int DateManner { get; }

    public int Numbering { get; }

    public string Yes { get; }

    public string No { get; }

    public string? UnansweredWord { get; }

    /// <summary>序号 in this clerk's style; <c>null</c> stands for a plain number.</summary>
    public string? Number(int number) => Numbering switch
    {
        0 => $"{number}.",
        1 => $"{number}、",
        2 => $"（{Chinese(number)}）",
        3 => Circled(number),
        4 => string.Concat($"{number}".Select(c => (char)(c - '0' + '０'))),
        _ => null,
    };

    private static string Circled(int number) => number switch
    {
        <= 20 => ((char)(0x2460 + number - 1)).ToString(),
        <= 35 => ((char)(0x3251 + number - 21)).ToString(),
        <= 50 => ((char)(0x32B1 + number - 36)).ToString(),
        _ => $"{number}",
    };

    private static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        var (tens, ones) = (number / 10, number % 10);
        return (tens > 1 ? Digits[tens].ToString() : string.Empty) + (tens > 0 ? "十" : string.Empty) + (ones > 0 || tens == 0 ? Digits[ones].ToString() : string.Empty);
    }
}
