namespace Checklists.Mailing.Templates;

/// <summary>待研判提醒: lines wait for a township.</summary>
/// <param name="County">Full name of the county.</param>
/// <param name="Township">Name of the township.</param>
/// <param name="Waiting">How many lines wait, at least one.</param>
/// <param name="Villages">Villages that they belong to, in the order of their codes.</param>
/// <param name="WaitingSince">When the oldest of them began to wait.</param>
/// <param name="PublicUrl">Where the service is reached from outside.</param>
public sealed record ReviewReminder(
    string County, string Township, int Waiting, IReadOnlyList<string> Villages, DateTimeOffset WaitingSince, Uri PublicUrl) : MailMatter
{
    internal static ReviewReminder Sample => new(
        "示例县", "示例镇", 3, ["示例村一", "示例村二"], new DateTimeOffset(2026, 11, 16, 1, 0, 0, TimeSpan.Zero), new Uri("https://checklists.example/"));

    internal override string Kind => MailKinds.ReviewReminder;

    internal override TemplateValues Values()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Waiting, 1);
        return new TemplateValues()
            .Text("县", County)
            .Text("乡镇", Township)
            .Number("待研判行数", Waiting)
            .Text("最早等待时间", Moment(WaitingSince))
            .Text("平台网址", PublicUrl.AbsoluteUri)
            .List("村", Villages.Select(v => new TemplateValues().Text("村名", v)));
    }
}
