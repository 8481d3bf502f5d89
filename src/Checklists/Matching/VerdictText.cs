using Checklists.Catalogue;

namespace Checklists.Matching;

/// <summary>Verdicts as the file format writes them and as an official says them.</summary>
public static class VerdictText
{
    /// <summary>The file format's word: <c>primary</c>, <c>assisting</c>, …</summary>
    public static string Key(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Primary => "primary",
        VerdictKind.Assisting => "assisting",
        VerdictKind.Unlisted => "unlisted",
        VerdictKind.Ambiguous => "ambiguous",
        _ => "prohibited",
    };

    /// <summary>The file format's word for a finding.</summary>
    public static string Key(Finding finding) => finding == Finding.Disguised ? "disguised" : "assisting_exceeded";

    /// <summary>Reads the file format's word.</summary>
    public static bool TryKey(string? key, out VerdictKind verdict)
    {
        foreach (var value in Enum.GetValues<VerdictKind>())
        {
            if (Key(value) == key)
            {
                verdict = value;
                return true;
            }
        }

        verdict = default;
        return false;
    }

    /// <summary>The verdict's name: 属负面清单事项, …</summary>
    public static string Label(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Primary => "属依法履职（主责）事项",
        VerdictKind.Assisting => "属协助事项",
        VerdictKind.Unlisted => "清单外事项",
        VerdictKind.Ambiguous => "待研判",
        _ => "属负面清单事项",
    };

    /// <summary>The name of verdict and finding together; signboards and proofs have their own words.</summary>
    public static string Label(VerdictKind verdict, Finding? finding, DutyKind kind) => (verdict, finding, kind) switch
    {
        (VerdictKind.Prohibited, Finding.AssistingExceeded, _) => "超出协助边界",
        (VerdictKind.Prohibited, Finding.Disguised, _) => "涉嫌变相转嫁",
        (VerdictKind.Primary, _, DutyKind.Signboard) => "标牌可以保留",
        (VerdictKind.Assisting, _, DutyKind.Signboard) => "标牌有条件保留",
        (VerdictKind.Prohibited, _, DutyKind.Signboard) => "标牌不得悬挂",
        (VerdictKind.Primary, _, DutyKind.Proof) => "可以出具",
        (VerdictKind.Assisting, _, DutyKind.Proof) => "核实后可以出具",
        (VerdictKind.Prohibited, _, DutyKind.Proof) => "不应出具",
        _ => Label(verdict),
    };

    /// <summary>What is to be done, as it stands on a document.</summary>
    public static string OnDocument(VerdictKind verdict, Finding? finding, DutyKind kind) => (verdict, finding, kind) switch
    {
        (VerdictKind.Prohibited, Finding.Disguised, _) => "名称与内容不符，与已清退事项实质相同，由派交单位收回。",
        (VerdictKind.Prohibited, Finding.AssistingExceeded, _) =>
            "事项属协助范围，但存在下达指标、签订责任书、代收垫付、排名考核等情形，应由派交单位纠正。",
        (VerdictKind.Primary, _, DutyKind.Signboard) => "符合清单，予以保留。",
        (VerdictKind.Assisting, _, DutyKind.Signboard) => "按清单条件核对后保留、整合或者移位。",
        (VerdictKind.Prohibited, _, DutyKind.Signboard) => "由要求挂牌的单位负责摘除。",
        (VerdictKind.Primary, _, DutyKind.Proof) => "符合清单，可以出具。",
        (VerdictKind.Assisting, _, DutyKind.Proof) => "凭函核实后出具。",
        (VerdictKind.Prohibited, _, DutyKind.Proof) => "不应出具，告知群众办理渠道。",
        (VerdictKind.Primary, _, _) => "符合清单，予以留存。",
        (VerdictKind.Assisting, _, _) => "按清单明确的方式和条件协助办理，相关部门承担主体责任。",
        (VerdictKind.Unlisted, _, _) => "未列入清单，应当履行准入程序，准入前不予承接。",
        (VerdictKind.Ambiguous, _, _) => "表述不清或者依据不足，请补充说明后会商研判。",
        _ => "村级组织不得承担，由派交单位收回，限期纠正。",
    };
}
