using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Certificates.Rendering;

/// <summary>How an official writes a verdict. A prohibited line speaks to the unit that assigned it, never to the village.</summary>
internal static class VerdictWording
{
    /// <summary>工作事项、机制牌子、证明事项.</summary>
    public static string Kind(DutyKind kind) => kind switch
    {
        DutyKind.Duty => "工作事项",
        DutyKind.Signboard => "机制牌子",
        _ => "证明事项",
    };

    /// <summary>The verdict in a few words.</summary>
    public static string Label(DutyKind kind, VerdictKind verdict, Finding? finding) => (kind, verdict, finding) switch
    {
        (_, VerdictKind.Unlisted, _) => "清单外事项",
        (_, VerdictKind.Ambiguous, _) => "待研判",
        (_, _, Finding.AssistingExceeded) => "超出协助边界",
        (_, _, Finding.Disguised) => "涉嫌变相转嫁",
        (DutyKind.Duty, VerdictKind.Primary, _) => "主责事项",
        (DutyKind.Duty, VerdictKind.Assisting, _) => "协助事项",
        (DutyKind.Duty, _, _) => "负面清单事项",
        (DutyKind.Signboard, VerdictKind.Primary, _) => "保留",
        (DutyKind.Signboard, VerdictKind.Assisting, _) => "整合或者移位",
        (DutyKind.Signboard, _, _) => "摘除",
        (_, VerdictKind.Primary, _) => "可以出具",
        (_, VerdictKind.Assisting, _) => "凭函核实后出具",
        _ => "不应出具",
    };

    /// <summary>What follows from the verdict, as it stands in the annex.</summary>
    public static string Consequence(DutyKind kind, VerdictKind verdict, Finding? finding) => (kind, verdict, finding) switch
    {
        (_, VerdictKind.Unlisted, _) => "未列入清单，应当履行准入程序，准入前不予承接。",
        (_, VerdictKind.Ambiguous, _) => "表述不清或者依据不足，请补充说明后会商研判。",
        (_, _, Finding.AssistingExceeded) => "事项属协助范围，但附有指标、责任书、代收垫付或者排名考核等要求，由派交单位纠正。",
        (_, _, Finding.Disguised) => "与已清退事项实质相同，由派交单位说明、收回。",
        (DutyKind.Duty, VerdictKind.Primary, _) => "符合清单，予以留存。",
        (DutyKind.Duty, VerdictKind.Assisting, _) => "按清单明确的方式和条件协助办理，相关部门承担主体责任。",
        (DutyKind.Duty, _, _) => "村级组织不得承担，由派交单位收回，限期纠正。",
        (DutyKind.Signboard, VerdictKind.Primary, _) => "符合清单。",
        (DutyKind.Signboard, VerdictKind.Assisting, _) => "按清单所列条件处理。",
        (DutyKind.Signboard, _, _) => "由要求挂牌的单位撤回要求。",
        (_, VerdictKind.Primary, _) => "符合清单。",
        (_, VerdictKind.Assisting, _) => "按清单所列条件办理。",
        _ => "告知办理渠道，由用证单位自行核实。",
    };

    /// <summary>Whose opinion it is.</summary>
    public static string Stage(VerdictStage stage) => stage switch
    {
        VerdictStage.System => "系统初核意见",
        VerdictStage.Review => "复核意见",
        _ => "认定意见",
    };

    /// <summary>What an open line waits for.</summary>
    public static string Waiting(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Prohibited => "待派交单位答复",
        VerdictKind.Unlisted => "待办理准入",
        VerdictKind.Ambiguous => "待会商研判",
        _ => "待复核",
    };
}
