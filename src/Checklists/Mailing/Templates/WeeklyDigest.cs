using System.Globalization;
using Checklists.Matching;

namespace Checklists.Mailing.Templates;

/// <summary>A township's week: what its weekly mail says.</summary>
/// <param name="County">Full name of the county.</param>
/// <param name="Township">Name of the township.</param>
/// <param name="Week">ISO week, for example 2026-W47.</param>
/// <param name="ListName">Name of the list that was applied.</param>
/// <param name="ListVersion">Its version.</param>
/// <param name="IsSampleList">A sample list says so in subject and text.</param>
/// <param name="CutOff">核对截止时点.</param>
/// <param name="Issuer">签发单位; <c>null</c> when no setting names it: then none is given.</param>
/// <param name="PublicUrl">Where the service is reached from outside.</param>
/// <param name="Villages">The villages, in the order of their codes, never ranked.</param>
/// <param name="WaitingForTownship">Lines that wait for the township's decision.</param>
public sealed record WeeklyDigest(
    string County,
    string Township,
    string Week,
    string ListName,
    string ListVersion,
    bool IsSampleList,
    DateTimeOffset CutOff,
    string? Issuer,
    Uri PublicUrl,
    IReadOnlyList<DigestVillage> Villages,
    int WaitingForTownship) : MailMatter
{
    internal override string Kind => MailKinds.WeeklyDigest;

    internal override TemplateValues Values()
    {
        var certified = Villages.Count(v => v.CertificateNumber is not null);
        return new TemplateValues()
            .Text("县", County)
            .Text("乡镇", Township)
            .Text("周次", WeekName(Week))
            .Text("清单名称", ListName)
            .Text("清单版本", ListVersion)
            .Text("样例说明", SampleNotice(IsSampleList))
            .Text("截止时点", Moment(CutOff))
            .Text("签发单位", Issuer)
            .Text("平台网址", PublicUrl.AbsoluteUri)
            .Number("村数", Villages.Count)
            .Number("告知单数", certified)
            .Text("待提交数", Positive(Villages.Count - certified))
            .Text("待研判行数", Positive(WaitingForTownship))
            .List("村", Villages.Select(VillageValues));
    }

    /// <summary>An invented week that shows every part of the mail: for the check at load and for the preview.</summary>
    internal static WeeklyDigest Sample => new(
        "示例县",
        "示例镇",
        "2026-W47",
        "示例省村级组织工作事项清单",
        "2026年示例版",
        true,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        "示例县农业农村工作领导小组办公室",
        new Uri("https://checklists.example/"),
        [
            new DigestVillage("示例村一", "SL-2026W47-001001-7KQ2", Counts(21, 14, 1, 2, 1), 3),
            new DigestVillage("示例村二", null, Counts(0, 0, 0, 0, 0), 0),
        ],
        2);

    private TemplateValues VillageValues(DigestVillage village)
    {
        var number = village.CertificateNumber;
        var values = new TemplateValues()
            .Text("村名", village.Name)
            .Text("编号", number)
            .Text("验真网址", number is null ? null : new Uri(PublicUrl, "verify/" + Uri.EscapeDataString(number)).AbsoluteUri)
            .Text("未办结", Positive(village.Open));
        foreach (var (kind, name) in VerdictNames)
        {
            values.Number(name, village.Counts.GetValueOrDefault(kind));
        }

        return values;
    }

    private static readonly (VerdictKind Kind, string Name)[] VerdictNames =
    [
        (VerdictKind.Primary, "主责"),
        (VerdictKind.Assisting, "协助"),
        (VerdictKind.Unlisted, "清单外"),
        (VerdictKind.Ambiguous, "待研判"),
        (VerdictKind.Prohibited, "负面"),
    ];

    private static Dictionary<VerdictKind, int> Counts(params int[] counts) =>
        VerdictNames.Select((v, i) => (v.Kind, counts[i])).ToDictionary();

    private static string WeekName(string week)
    {
        var year = int.Parse(week.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var number = int.Parse(week.AsSpan(6), CultureInfo.InvariantCulture);
        var monday = ISOWeek.ToDateTime(year, number, DayOfWeek.Monday);
        var sunday = monday.AddDays(6);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{year}年第{number}周（{monday.Month}月{monday.Day}日—{sunday.Month}月{sunday.Day}日）");
    }
}

/// <summary>A village's row.</summary>
/// <param name="Name">Name of the village.</param>
/// <param name="CertificateNumber">Its certificate's number; <c>null</c> stands for 待提交.</param>
/// <param name="Counts">Lines by verdict.</param>
/// <param name="Open">Lines that wait for a person.</param>
public sealed record DigestVillage(string Name, string? CertificateNumber, IReadOnlyDictionary<VerdictKind, int> Counts, int Open);
