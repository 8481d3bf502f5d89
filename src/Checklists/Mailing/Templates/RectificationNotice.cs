namespace Checklists.Mailing.Templates;

/// <summary>整改提示函: asks the department that assigned a duty to take it back. No villager and no reporter is named, and the village is not at fault.</summary>
/// <param name="Number">编号 of the case.</param>
/// <param name="Department">派交单位.</param>
/// <param name="County">Full name of the county.</param>
/// <param name="Place">Township and village whose burden it is.</param>
/// <param name="DutyText">原文 (personal data masked).</param>
/// <param name="HandedDown">How and when it was assigned, as the village wrote it; <c>null</c> when it did not.</param>
/// <param name="Basis">Items of the list that the finding rests on.</param>
/// <param name="ReplyBy">期限.</param>
/// <param name="Issuer">签发单位, or <c>null</c>.</param>
/// <param name="IsSampleList">A sample list says so.</param>
/// <param name="PublicUrl">Where the service is reached from outside.</param>
public sealed record RectificationNotice(
    string Number,
    string Department,
    string County,
    string Place,
    string DutyText,
    string? HandedDown,
    IReadOnlyList<NoticeBasis> Basis,
    DateOnly ReplyBy,
    string? Issuer,
    bool IsSampleList,
    Uri PublicUrl) : MailMatter
{
    internal static RectificationNotice Sample => new(
        "SL-ZG-2026-0001",
        "示例县示例局",
        "示例县",
        "示例镇示例村一",
        "由村级组织代收某项费用并按户下达指标",
        "会议，2026年11月10日",
        [new NoticeBasis("F013", "代收代缴费用、下达征缴指标", "示例依据第一条")],
        new DateOnly(2026, 12, 7),
        "示例县农业农村工作领导小组办公室",
        true,
        new Uri("https://checklists.example/"));

    internal override string Kind => MailKinds.RectificationNotice;

    internal override TemplateValues Values() => new TemplateValues()
        .Text("编号", Number)
        .Text("派交单位", Department)
        .Text("县", County)
        .Text("涉及村", Place)
        .Text("事项原文", DutyText)
        .Text("下达方式", HandedDown)
        .Text("办理期限", Day(ReplyBy))
        .Text("签发单位", Issuer)
        .Text("样例说明", SampleNotice(IsSampleList))
        .Text("平台网址", PublicUrl.AbsoluteUri)
        .List("依据", Basis.Select(b => new TemplateValues().Text("条目编号", b.Code).Text("条目名称", b.Title).Text("政策依据", b.LegalBasis)));
}

/// <summary>认定依据.</summary>
/// <param name="Code">Code of the item.</param>
/// <param name="Title">Its title.</param>
/// <param name="LegalBasis">Law or document with its article, or <c>null</c>.</param>
public sealed record NoticeBasis(string Code, string Title, string? LegalBasis);
