using System.Text.RegularExpressions;
using System.Xml.Linq;
using Checklists.Mailing.Templates;
using Checklists.Matching;
using Xunit;

namespace Checklists.Tests.Mailing;

public sealed class WeeklyDigestTests
{
    private static readonly MailTemplates Templates = MailTemplates.Load(SeedFiles.Mail);

    [Fact]
    public void The_digest_says_what_was_looked_at_and_who_is_protected()
    {
        var content = Templates.Compose(Digest());

        Assert.Equal("平舆县古槐街道2026年第47周（11月16日—11月22日）村级组织工作事项核对情况", content.Subject);
        foreach (var body in new[] { content.Text, content.Html })
        {
            Assert.Contains("某省村级组织工作事项清单", body, StringComparison.Ordinal);
            Assert.Contains("2026年11月20日 18:00", body, StringComparison.Ordinal);
            Assert.Contains("PY-2026W47-001001-7KQ2", body, StringComparison.Ordinal);
            Assert.Contains("主责 21 · 协助 14 · 清单外 1 · 待研判 2 · 负面 3 · 未办结 5", WithoutMarks(body), StringComparison.Ordinal);
            Assert.Contains("待提交", body, StringComparison.Ordinal);
            Assert.Contains("由派交单位收回、限期纠正，不是村（社区）的问题", body, StringComparison.Ordinal);
            Assert.Contains("不作为考核、评比、排名依据", body, StringComparison.Ordinal);
            Assert.Contains("系统初核意见", body, StringComparison.Ordinal);
            Assert.Contains("https://qd.example.gov.cn/verify/PY-2026W47-001001-7KQ2", body, StringComparison.Ordinal);
            Assert.DoesNotContain("样例", body, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_sample_list_is_called_a_sample_in_subject_and_bodies()
    {
        var content = Templates.Compose(Digest() with { IsSampleList = true });

        Assert.StartsWith("【样例】", content.Subject, StringComparison.Ordinal);
        Assert.Contains("样例清单，不是任何省份发布的正式清单", content.Text, StringComparison.Ordinal);
        Assert.Contains("样例清单，不是任何省份发布的正式清单", content.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_not_mentioned()
    {
        var village = Digest().Villages[0] with { Open = 0 };
        var content = Templates.Compose(Digest() with { Issuer = null, WaitingForTownship = 0, Villages = [village] });

        foreach (var body in new[] { content.Text, content.Html })
        {
            Assert.DoesNotContain("未办结", body, StringComparison.Ordinal);
            Assert.DoesNotContain("待提交", body, StringComparison.Ordinal);
            Assert.DoesNotContain("等待乡镇研判", body, StringComparison.Ordinal);
            Assert.DoesNotContain("办公室", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Values_are_text_whatever_they_hold()
    {
        var village = new DigestVillage("<img src=x onerror=alert(1)>{{县}}\u202Egnp\u200B\r\nBcc: a@b.cn & \"村\"", null, new Dictionary<VerdictKind, int>(), 0);

        var content = Templates.Compose(Digest() with { Villages = [village] });

        var html = XDocument.Parse(content.Html["<!DOCTYPE html>".Length..]);
        Assert.DoesNotContain(html.Descendants(), e => e.Name.LocalName is "img" or "script");
        Assert.Contains(html.Descendants("b"), b => b.Value == "<img src=x onerror=alert(1)>{{县}}gnp Bcc: a@b.cn & \"村\"");
        Assert.Contains("{{县}}gnp Bcc: a@b.cn", content.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(content.Text, c => c is '\u202E' or '\u200B');
    }

    [Fact]
    public void Nothing_in_the_mail_reaches_out_but_the_links_to_the_service()
    {
        var html = XDocument.Parse(Templates.Compose(Digest()).Html["<!DOCTYPE html>".Length..]);

        var links = html.Descendants("a").Select(a => a.Attribute("href")!.Value).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.StartsWith("https://qd.example.gov.cn/", l, StringComparison.Ordinal));
        Assert.DoesNotContain(html.Descendants(), e => e.Attribute("src") is not null);
    }

    [Theory]
    [InlineData("2026-W53", "2026年第53周（12月28日—1月3日）")]
    [InlineData("2027-W01", "2027年第1周（1月4日—1月10日）")]
    public void Weeks_are_named_with_their_days(string week, string name) =>
        Assert.Contains(name, Templates.Compose(Digest() with { Week = week }).Subject, StringComparison.Ordinal);

    private static string WithoutMarks(string body) => Regex.Replace(body, "<[^>]*>", "");

    private static WeeklyDigest Digest() => new(
        "平舆县",
        "古槐街道",
        "2026-W47",
        "某省村级组织工作事项清单",
        "2026年版",
        false,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        "某县清单核对办公室",
        new Uri("https://qd.example.gov.cn/"),
        [
            new DigestVillage("郭寺村", "PY-2026W47-001001-7KQ2", Counts(21, 14, 1, 2, 3), 5),
            new DigestVillage("魏楼村", null, Counts(0, 0, 0, 0, 0), 0),
        ],
        2);

    private static Dictionary<VerdictKind, int> Counts(int primary, int assisting, int unlisted, int ambiguous, int prohibited) => new()
    {
        [VerdictKind.Primary] = primary,
        [VerdictKind.Assisting] = assisting,
        [VerdictKind.Unlisted] = unlisted,
        [VerdictKind.Ambiguous] = ambiguous,
        [VerdictKind.Prohibited] = prohibited,
    };
}
