using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Compliance;
using Checklists.Mailing;
using Checklists.Matching;
using Checklists.Submissions;

namespace Checklists.Server.Web;

/// <summary>States in the words of the field (domain brief, section 5).</summary>
public static class SurfaceText
{
    /// <summary>Verdicts in the order in which pages list them.</summary>
    public static IReadOnlyList<VerdictKind> Verdicts { get; } =
        [VerdictKind.Primary, VerdictKind.Assisting, VerdictKind.Unlisted, VerdictKind.Ambiguous, VerdictKind.Prohibited];

    /// <summary>Whose opinion it is.</summary>
    public static string Label(VerdictStage stage) => stage switch
    {
        VerdictStage.System => "系统初核意见",
        VerdictStage.Review => "复核意见",
        VerdictStage.Determination => "认定意见",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>A verdict in the few words of a count or a filter.</summary>
    public static string Column(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Primary => "主责事项",
        VerdictKind.Assisting => "协助事项",
        VerdictKind.Unlisted => "清单外",
        VerdictKind.Ambiguous => "待研判",
        VerdictKind.Prohibited => "负面事项",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>Where a list stands; <c>null</c> stands for 待提交.</summary>
    public static string Label(SubmissionStatus? status) => status switch
    {
        null => "待提交",
        SubmissionStatus.Received => "已受理",
        SubmissionStatus.InReview => "核对中",
        SubmissionStatus.Checked => "已核对",
        SubmissionStatus.Superseded => "已更替",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Duty, signboard or proof.</summary>
    public static string Label(DutyKind kind) => kind switch
    {
        DutyKind.Duty => "事项",
        DutyKind.Signboard => "标牌",
        DutyKind.Proof => "证明",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The column of the list, in the words that fit the kind.</summary>
    public static string Label(DutyCategory category, DutyKind kind) => (category, kind) switch
    {
        (DutyCategory.Primary, DutyKind.Duty) => "主责事项",
        (DutyCategory.Assisting, DutyKind.Duty) => "协助事项",
        (DutyCategory.Prohibited, DutyKind.Duty) => "负面事项",
        (DutyCategory.Primary, DutyKind.Signboard) => "可以悬挂",
        (DutyCategory.Assisting, DutyKind.Signboard) => "有条件悬挂",
        (DutyCategory.Prohibited, DutyKind.Signboard) => "不得悬挂",
        (DutyCategory.Primary, DutyKind.Proof) => "可以出具",
        (DutyCategory.Assisting, DutyKind.Proof) => "有条件出具",
        (DutyCategory.Prohibited, DutyKind.Proof) => "不应出具",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    /// <summary>How a list came in.</summary>
    public static string Label(SubmissionChannel channel) => channel switch
    {
        SubmissionChannel.Web => "网页",
        SubmissionChannel.Api => "接口",
        SubmissionChannel.Command => "命令行",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    /// <summary>Whether a certificate stands.</summary>
    public static string Label(CertificateStatus status) => status switch
    {
        CertificateStatus.Valid => "有效",
        CertificateStatus.Superseded => "已更替",
        CertificateStatus.Revoked => "已撤销",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Where a mail stands.</summary>
    public static string Label(MailStatus status) => status switch
    {
        MailStatus.Pending => "待发送",
        MailStatus.Sent => "已发送",
        MailStatus.Failed => "需人工处理",
        MailStatus.PartlySent => "部分送达",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Where a run stands.</summary>
    public static string Label(RunStatus status) => status switch
    {
        RunStatus.Running => "进行中",
        RunStatus.Sealed => "已封存",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The reasons of an opinion without the one that only repeats its verdict, which stands beside them anyway.</summary>
    public static IEnumerable<string> Reasons(LineVerdict opinion)
    {
        ArgumentNullException.ThrowIfNull(opinion);
        return opinion.Reasons.Where(r => !r.StartsWith(Label(opinion.Stage), StringComparison.Ordinal));
    }

    /// <summary>The form's yes/no questions that a line answers, for example 签责任书：是.</summary>
    public static IEnumerable<string> Flags(SubmittedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        (string Question, bool? Answer)[] asked =
        [
            ("签责任书", line.ResponsibilityLetter), ("定指标", line.Target), ("排名考核", line.Ranking),
            ("代收垫付", line.AdvancePayment), ("填表报数", line.Reporting), ("有经费", line.Funding),
        ];
        return asked.Where(a => a.Answer is not null).Select(a => $"{a.Question}：{(a.Answer == true ? "是" : "否")}");
    }
}
