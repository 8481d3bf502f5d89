using System.Globalization;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Certificates.Rendering;

/// <summary>The sentences of a 告知单, from its facts. The village is told what others have to do, never judged.</summary>
internal sealed class CertificateWording(CertificateDocument document)
{
    private readonly IReadOnlyList<CertificateLine> _lines = document.Lines;

    /// <summary>你村 or 你社区.</summary>
    private string You => document.Village.Contains("社区", StringComparison.Ordinal) ? "你社区" : "你村";

    /// <summary>Opening sentence.</summary>
    public string Opening => $"现将{You}{ChineseDates.Week(document.Week)}村级组织工作事项清单的核对情况告知如下：";

    /// <summary>核对依据.</summary>
    public string Basis
    {
        get
        {
            CertificateBasis basis = document.Basis;
            string sample = basis.IsSample ? "该清单为样例，仅供演示和试用，不作为正式依据。" : "";
            return $"中共中央办公厅、国务院办公厅《关于规范村级组织工作事务、机制牌子和证明事项的意见》（厅字〔2022〕28号）；" +
                $"《{basis.ListName}》（版本{basis.ListVersion}，{ChineseDates.Day(basis.EffectiveFrom)}起施行）。{sample}";
        }
    }

    /// <summary>The first 16 digits of the list's hash, in groups of four.</summary>
    public string ListDigits
    {
        get
        {
            string hash = document.Basis.Hash;
            return string.Join(' ', hash[..Math.Min(16, hash.Length)].Chunk(4).Select(part => new string(part)));
        }
    }

    /// <summary>核对范围和截止时点.</summary>
    public string Scope => _lines.Count == 0
        ? $"{You}在册清单所列全部事项。本期清单没有列报事项。核对截至{ChineseDates.Moment(document.CutOff)}。"
        : $"{You}在册清单所列全部事项，共{_lines.Count}项（{CountsByKind()}）。核对截至{ChineseDates.Moment(document.CutOff)}。";

    /// <summary>What follows the table of counts.</summary>
    public IEnumerable<string> Results
    {
        get
        {
            if (_lines.Count == 0)
            {
                yield break;
            }

            if (InOrder() is { Length: > 0 } inOrder)
            {
                yield return inOrder;
            }

            if (Withdrawn() is { Length: > 0 } withdrawn)
            {
                yield return withdrawn;
            }

            yield return Pending() + Stages();
        }
    }

    /// <summary>附条件事项.</summary>
    public string Conditions
    {
        get
        {
            CertificateLine[] conditional = [.. _lines.Where(line => !string.IsNullOrWhiteSpace(line.Conditions))];
            return conditional.Length == 0
                ? "无。"
                : $"共{conditional.Length}项（附件序号{Numbers(conditional)}），按附件所列条件办理，由相关部门承担主体责任。";
        }
    }

    /// <summary>尚未办结的事项.</summary>
    public string Open
    {
        get
        {
            CertificateLine[] open = [.. _lines.Where(line => line.Open)];
            if (open.Length == 0)
            {
                return "截至上述时点，没有尚未办结的事项。";
            }

            IEnumerable<string> parts = open
                .GroupBy(line => VerdictWording.Waiting(line.Verdict))
                .Select(group => $"{group.Key}{group.Count()}项");
            return $"共{open.Length}项：{string.Join("、", parts)}，已在附件中注明。办结之前，负面清单事项和清单外事项均不予承接。";
        }
    }

    /// <summary>有效期.</summary>
    public string Validity =>
        $"本告知单自{ChineseDates.Day(document.IssuedOn)}起有效；所依据的清单变更或者{You}清单内容变更的，自变更之日起不再有效，以重新出具的告知单为准。";

    /// <summary>异议渠道.</summary>
    public string Objection => document.ObjectionChannel is { Length: > 0 } channel
        ? $"对核对情况有异议的，可以通过以下渠道提出：{channel.TrimEnd('。')}。"
        : $"对核对情况有异议的，可以向{document.Township}提出，由其受理并报县级复核。";

    /// <summary>The sentence that the document is no basis for assessment.</summary>
    public string Disclaimer => $"本告知单仅反映截至{ChineseDates.Moment(document.CutOff)}的核对情况，不作为考核、评比依据。";

    /// <summary>What the short words of the annex mean; it stands above the table once instead of in every row.</summary>
    public static string AnnexNote =>
        "说明：1.“事项（原文）”按村级组织报送的文字照录，个人信息已作遮盖。2.主责事项符合清单，予以留存；协助事项按清单明确的方式和条件协助办理，" +
        "相关部门承担主体责任；负面清单事项村级组织不得承担，由派交单位收回，限期纠正；超出协助边界的由派交单位纠正所附指标、责任书、代收垫付、排名考核等要求；" +
        "清单外事项应当履行准入程序，准入前不予承接；待研判事项请补充说明后会商研判。3.括号内为作出意见的环节，系统初核意见不是最终意见。";

    /// <summary>What stands behind the verdict in the annex: whose opinion it is, its conditions, what it waits for.</summary>
    public static string Remark(CertificateLine line)
    {
        string conditions = string.IsNullOrWhiteSpace(line.Conditions) ? "" : $"条件：{line.Conditions.Trim().TrimEnd('。')}。";
        string waiting = line.Open ? $"{VerdictWording.Waiting(line.Verdict)}。" : "";
        return $"（{VerdictWording.ShortStage(line.Stage)}）{conditions}{waiting}";
    }

    private string CountsByKind() => string.Join("、", _lines
        .GroupBy(line => line.Kind)
        .OrderBy(group => group.Key)
        .Select(group => $"{VerdictWording.Kind(group.Key)}{group.Count()}项"));

    private string InOrder()
    {
        int primary = Count(DutyKind.Duty, VerdictKind.Primary);
        int assisting = Count(DutyKind.Duty, VerdictKind.Assisting);
        var parts = new List<string>();
        AddPart(parts, primary, "属依法履职（主责）事项{0}项，符合清单，予以留存");
        AddPart(parts, assisting, "属协助事项{0}项，按清单明确的方式和条件协助办理，相关部门承担主体责任");
        AddPart(parts, Count(DutyKind.Signboard, VerdictKind.Primary), "机制牌子保留{0}块");
        AddPart(parts, Count(DutyKind.Signboard, VerdictKind.Assisting), "整合或者移位{0}块");
        AddPart(parts, Count(DutyKind.Proof, VerdictKind.Primary), "证明事项可以出具{0}项");
        AddPart(parts, Count(DutyKind.Proof, VerdictKind.Assisting), "凭函核实后出具{0}项");
        return parts.Count == 0 ? "" : string.Join("；", parts) + "。";
    }

    private string Withdrawn()
    {
        CertificateLine[] prohibited = [.. _lines.Where(line => line.Verdict == VerdictKind.Prohibited)];
        if (prohibited.Length == 0)
        {
            return "";
        }

        string exceeded = FindingCount(prohibited, Finding.AssistingExceeded, "超出协助边界");
        string disguised = FindingCount(prohibited, Finding.Disguised, "涉嫌变相转嫁");
        string units = string.Join("、", prohibited
            .Where(line => !string.IsNullOrWhiteSpace(line.Issuer))
            .GroupBy(line => line.Issuer!.Trim())
            .Select(group => $"{group.Key}{group.Count()}项"));
        string from = units.Length == 0 ? "" : $"派交单位为：{units}。";
        return $"不应由村级组织承担的事项{prohibited.Length}项{exceeded}{disguised}，由派交单位收回或者纠正。{from}" +
            $"上述事项的责任在派交单位，{You}不再承担，也不因此受到评价。";
    }

    private string Pending()
    {
        var parts = new List<string>();
        AddPart(parts, _lines.Count(line => line.Verdict == VerdictKind.Unlisted), "清单外事项{0}项，应当履行准入程序，准入前不予承接");
        AddPart(parts, _lines.Count(line => line.Verdict == VerdictKind.Ambiguous), "待研判事项{0}项，表述不清或者依据不足，补充说明后会商研判");
        return parts.Count == 0 ? "" : string.Join("；", parts) + "。";
    }

    private string Stages() => $"以上为{string.Join("、", _lines
        .GroupBy(line => line.Stage)
        .OrderBy(group => group.Key)
        .Select(group => $"{VerdictWording.Stage(group.Key)}{group.Count()}项"))}。";

    private int Count(DutyKind kind, VerdictKind verdict) => _lines.Count(line => line.Kind == kind && line.Verdict == verdict);

    private static string FindingCount(CertificateLine[] lines, Finding finding, string words)
    {
        int count = lines.Count(line => line.Finding == finding);
        return count == 0 ? "" : $"（其中{words}{count}项）";
    }

    private static void AddPart(List<string> parts, int count, string words)
    {
        if (count > 0)
        {
            parts.Add(string.Format(CultureInfo.InvariantCulture, words, count));
        }
    }

    /// <summary>1、3、5—9: neighbours drawn together.</summary>
    private static string Numbers(IEnumerable<CertificateLine> lines)
    {
        var ranges = new List<(int From, int To)>();
        foreach (int number in lines.Select(line => line.Number).Order())
        {
            if (ranges.Count > 0 && ranges[^1].To + 1 == number)
            {
                ranges[^1] = (ranges[^1].From, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join("、", ranges.Select(range => (range.To - range.From) switch
        {
            0 => $"{range.From}",
            1 => $"{range.From}、{range.To}",
            _ => $"{range.From}—{range.To}",
        }));
    }
}
