namespace Checklists.Submissions.Reading;

/// <summary>What a column of a list can hold. The names (camelCase) are the keys of the column map.</summary>
public enum ListField
{
    /// <summary>序号.</summary>
    OwnNumber,

    /// <summary>事项原文或名称.</summary>
    Text,

    /// <summary>牌子名称: the text, and the line is a signboard.</summary>
    SignboardText,

    /// <summary>证明名称: the text, and the line is a proof.</summary>
    ProofText,

    /// <summary>具体内容: joined to the text.</summary>
    Detail,

    /// <summary>类别: says duty, signboard or proof, or nothing of these.</summary>
    Kind,

    /// <summary>派交单位.</summary>
    Issuer,

    /// <summary>下达方式.</summary>
    Channel,

    /// <summary>文号.</summary>
    DocumentNumber,

    /// <summary>是否签责任书.</summary>
    ResponsibilityLetter,

    /// <summary>是否定指标.</summary>
    Target,

    /// <summary>是否排名考核.</summary>
    Ranking,

    /// <summary>是否要求代收垫付.</summary>
    AdvancePayment,

    /// <summary>是否填表报数; the cell may name the frequency too.</summary>
    Reporting,

    /// <summary>填表报数频次.</summary>
    ReportFrequency,

    /// <summary>有无经费.</summary>
    Funding,

    /// <summary>起始日期.</summary>
    StartsOn,

    /// <summary>截止日期.</summary>
    EndsOn,

    /// <summary>起止时间 in one cell.</summary>
    Period,

    /// <summary>村代码.</summary>
    VillageCode,

    /// <summary>村名.</summary>
    VillageName,

    /// <summary>密级: anything but public is refused.</summary>
    Secrecy,

    /// <summary>备注.</summary>
    Remark,
}
