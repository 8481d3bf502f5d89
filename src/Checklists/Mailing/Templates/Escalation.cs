namespace Checklists.Mailing.Templates;

/// <summary>督办: a department has let the time of a 整改提示函 pass. Goes to the county's office, never to the village.</summary>
/// <param name="Number">编号 of the case.</param>
/// <param name="Department">派交单位.</param>
/// <param name="County">Full name of the county.</param>
/// <param name="Place">Township and village whose burden it is.</param>
/// <param name="DutyText">原文 (personal data masked).</param>
/// <param name="NoticedOn">When the department was written to.</param>
/// <param name="DueOn">When its time ended.</param>
/// <param name="DaysOverdue">Days since then, at least one.</param>
/// <param name="Issuer">签发单位, or <c>null</c>.</param>
/// <param name="IsSampleList">A sample list says so.</param>
/// <param name="PublicUrl">Where the service is reached from outside.</param>
public sealed record Escalation(
    string Number,
    string Department,
    string County,
    string Place,
    string DutyText,
    DateOnly NoticedOn,
    DateOnly DueOn,
    int DaysOverdue,
    string? Issuer,
    bool IsSampleList,
    Uri PublicUrl) : MailMatter
{
    internal static Escalation Sample => new(
        "SL-ZG-2026-0001", "示例县示例局", "示例县", "示例镇示例村一", "由村级组织代收某项费用并按户下达指标",
        new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 17), 3, "示例县农业农村工作领导小组办公室", true, new Uri("https://checklists.example/"));

    internal override string Kind => MailKinds.Escalation;

    internal override TemplateValues Values()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(DaysOverdue, 1);
        return new TemplateValues()
            .Text("编号", Number)
            .Text("派交单位", Department)
            .Text("县", County)
            .Text("涉及村", Place)
            .Text("事项原文", DutyText)
            .Text("提示日期", Day(NoticedOn))
            .Text("办理期限", Day(DueOn))
            .Number("逾期天数", DaysOverdue)
            .Text("签发单位", Issuer)
            .Text("样例说明", SampleNotice(IsSampleList))
            .Text("平台网址", PublicUrl.AbsoluteUri);
    }
}
