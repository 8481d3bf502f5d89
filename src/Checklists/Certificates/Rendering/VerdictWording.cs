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

    /// <summary>The kind in a table's narrow column.</summary>
    public static string ShortKind(DutyKind kind) => kind switch
    {
        DutyKind.Duty => "事项",
        DutyKind.Signboard => "牌子",
        _ => "证明",
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

    /// <summary>Whose opinion it is.</summary>
    public static string Stage(VerdictStage stage) => stage switch
    {
        VerdictStage.System => "系统初核意见",
        VerdictStage.Review => "复核意见",
        _ => "认定意见",
    };

    /// <summary>Whose opinion it is, in a table's narrow column.</summary>
    public static string ShortStage(VerdictStage stage) => stage switch
    {
        VerdictStage.System => "系统初核",
        VerdictStage.Review => "复核",
        _ => "认定",
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
