using System.Globalization;
using Checklists.Catalogue;

namespace Checklists.Seeds;

/// <summary>Fills in what stands beside a wording: who assigned it and how, and the answers, often left open.</summary>
internal sealed class LineDetails(WordingPool pool, string township, Dice dice)
{
    private static readonly string[] Departments =
        ["县商务局", "县文旅局", "县工信局", "县科协", "县团委", "县总工会", "县供销社", "县气象局", "县邮政公司", "县红十字会", "县数据局", "县农商行"];

    private static readonly (string?, int)[] Channels =
        [("文件", 24), ("会议", 24), ("微信", 16), ("微信群", 8), ("电话", 6), ("系统", 6), ("开会布置", 3), (null, 13)];

    private static readonly string[] Frequencies = ["每周", "每月", "每季度", "半月一次", "每月25日前"];

    // How willingly this village answers the yes/no questions, in percent.
    private readonly int _diligence = dice.Pick<int>([10, 30, 50, 70, 90]);

    /// <summary>Makes a line of a wording.</summary>
    public ListLine Complete(Wording wording)
    {
        var assigned = wording.Category is not "primary" || dice.Chance(30);
        var channel = assigned && wording.Kind == DutyKind.Duty ? dice.Pick(Channels) : null;
        var line = new ListLine
        {
            Text = Noise(wording.Text),
            Kind = wording.Kind,
            Category = wording.Category,
            Codes = wording.Codes,
            Domain = Domain(wording),
            Issuer = assigned && dice.Chance(85) ? Issuer(wording) : null,
            Channel = channel,
            DocumentNumber = DocumentNumber(channel),
        };
        return wording.Kind == DutyKind.Duty && wording.Category != "ambiguous" ? WithPeriod(WithAnswers(line)) : line;
    }

    // In a category column these two would name the line's kind, not its field of work.
    private string Domain(Wording wording) => pool.DomainOf(wording) switch
    {
        "证明事项" or "机制牌子" => "其他工作",
        var domain => domain,
    };

    private string Issuer(Wording wording) => dice.Below(10) switch
    {
        < 6 => pool.DepartmentOf(wording) ?? dice.Pick(Departments),
        < 9 => township + Office(wording),
        _ => township + (township.EndsWith("街道", StringComparison.Ordinal) ? "办事处" : "人民政府"),
    };

    // The township office that works in the field.
    private string Office(Wording wording) => pool.DomainOf(wording) switch
    {
        "党的建设" or "督查考核" or "会议" => "党建办",
        "公共安全" or "平安建设" or "法治服务" => "平安法治办",
        "农业农村" or "集体经济与财务" or "经济发展" => "农业农村办",
        "行政执法" or "自然资源" or "生态环境" => "综合执法办",
        "不应出具" or "可出具" => "便民服务中心",
        _ => "社会事务办",
    };

    // Nobody gave these numbers: they say that they are samples.
    private string? DocumentNumber(string? channel) => channel switch
    {
        "文件" when dice.Chance(55) => $"示例〔2026〕{dice.Between(1, 80)}号",
        "微信" or "微信群" when dice.Chance(30) => $"截图{dice.Between(1, 40)}",
        _ => null,
    };

    private ListLine WithAnswers(ListLine line)
    {
        var signed = Has(line, "责任书", "责任状", "军令状", "承诺书");
        var target = Has(line, "指标", "任务", "名额", "达到", "不低于", "率", "完不成", "每村");
        var ranked = Has(line, "排名", "倒数", "末位", "考核", "扣分", "通报");
        var paid = Has(line, "垫", "代收", "先交", "村里出", "自筹", "收齐");
        var reports = Has(line, "报表", "台账", "填表", "每天报", "日报", "零报告", "上报", "录入");
        var prohibited = line.Category == "prohibited";
        var reporting = Answer(reports);
        return line with
        {
            ResponsibilityLetter = prohibited ? Answer(signed) : No(),
            Target = prohibited ? Answer(target) : No(),
            Ranking = prohibited ? Answer(ranked) : No(),
            AdvancePayment = prohibited ? Answer(paid) : No(),
            Reporting = reporting,
            Frequency = reporting == true && dice.Chance(70) ? dice.Pick(Frequencies) : null,
            Funding = line.Category == "assisting" && dice.Chance(_diligence) ? dice.Chance(35) : null,
        };
    }

    private bool? Answer(bool truth) => dice.Chance(_diligence) ? truth : null;

    private bool? No() => dice.Chance(_diligence) ? false : null;

    private static bool Has(ListLine line, params string[] words) => words.Any(w => line.Text.Contains(w, StringComparison.Ordinal));

    private ListLine WithPeriod(ListLine line)
    {
        if (line.Category == "primary" || !dice.Chance(30))
        {
            return line;
        }

        var starts = new DateOnly(2026, dice.Between(1, 9), dice.Pick<int>([1, 5, 10, 15, 20]));
        return line with { StartsOn = starts, EndsOn = dice.Chance(60) ? new DateOnly(2026, 12, 31) : starts.AddDays(dice.Between(20, 90)) };
    }

    private string Noise(string text)
    {
        if (dice.Chance(3))
        {
            return string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));
        }

        return dice.Chance(1) ? Traditional(text) : text;
    }

    private static string Traditional(string text)
    {
        const string Simple = "村级组织宣传医疗保险动员报销务农业产发证书开会议时间应该协调查统计报责任";
        const string Complex = "村級組織宣傳醫療保險動員報銷務農業產發證書開會議時間應該協調查統計報責任";
        return string.Concat(text.Select(c => Simple.IndexOf(c, StringComparison.Ordinal) is >= 0 and var i ? Complex[i] : c));
    }

    /// <summary>The day as people write it; the way differs from village to village.</summary>
    public static string Write(DateOnly day, int manner) => manner switch
    {
        0 => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        1 => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        2 => day.ToString("yyyy.M.d", CultureInfo.InvariantCulture),
        _ => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
    };
}
