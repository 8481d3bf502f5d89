using Checklists.Catalogue;
using Checklists.Matching;
using Xunit;

namespace Checklists.Tests.Matching;

public sealed class DutyMatcherTests
{
    // Same topic, opposite verdict: the labelling rule's pairs.
    [Theory]
    [InlineData("宣传征兵政策，提醒适龄青年上网登记", VerdictKind.Assisting)]
    [InlineData("每村完成3名征兵送检指标，完不成约谈支书", VerdictKind.Prohibited)]
    [InlineData("发现安全隐患及时报告镇里", VerdictKind.Assisting)]
    [InlineData("与镇政府签订安全生产责任书，村为第一责任人", VerdictKind.Prohibited)]
    [InlineData("宣传医保参保政策，提醒群众缴费", VerdictKind.Assisting)]
    [InlineData("医保参保率必须达到98%，差的村里垫付", VerdictKind.Prohibited)]
    [InlineData("秸秆禁烧宣传，巡查劝导", VerdictKind.Assisting)]
    [InlineData("烧一处秸秆罚村里2000元，从保证金里扣", VerdictKind.Prohibited)]
    [InlineData("反诈宣传，提醒老人不要轻信转账电话", VerdictKind.Assisting)]
    [InlineData("国家反诈中心APP安装率达到90%，每天通报排名", VerdictKind.Prohibited)]
    public void Role_words_decide_between_neighbouring_items(string text, VerdictKind expected)
    {
        Assert.Equal(expected, SampleMatcher.Assess(text).Verdict);
    }

    [Theory]
    [InlineData("安全生产")]
    [InlineData("征兵工作")]
    [InlineData("医保征缴")]
    public void A_bare_topic_goes_to_a_person(string text)
    {
        Assert.False(SampleMatcher.Assess(text).Auto);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　　")]
    [InlineData("。。。；；")]
    [InlineData("12345")]
    [InlineData("asdf qwer")]
    [InlineData("\0\u0001\ud800")]
    public void What_says_nothing_goes_to_a_person(string text)
    {
        var assessment = SampleMatcher.Assess(text);

        Assert.False(assessment.Auto);
        Assert.NotEmpty(assessment.Reasons);
    }

    [Fact]
    public void A_village_that_had_to_sign_a_letter_for_an_assisting_duty_is_asked_too_much()
    {
        var flags = new LineFlags(ResponsibilityLetter: true);

        var assessment = SampleMatcher.Assess("宣传征兵政策，提醒适龄青年上网登记", flags: flags);

        Assert.Equal(VerdictKind.Prohibited, assessment.Verdict);
        Assert.Equal(Finding.AssistingExceeded, assessment.Finding);
        Assert.Contains("X001", assessment.Codes);
        Assert.Contains(assessment.Reasons, r => r.Contains("签责任书"));
    }

    [Fact]
    public void Answers_of_no_leave_a_clear_line_as_it_is()
    {
        var no = new LineFlags(false, false, false, false);

        var assessment = SampleMatcher.Assess("宣传征兵政策，提醒适龄青年上网登记", flags: no);

        Assert.Equal(VerdictKind.Assisting, assessment.Verdict);
    }

    [Fact]
    public void Numbering_width_traditional_characters_and_year_make_no_other_wording()
    {
        var key = SampleMatcher.Matcher.WordingKey("宣传征兵政策,提醒青年登记");

        Assert.Equal(key, SampleMatcher.Matcher.WordingKey("（三）宣傳征兵政策，提醒青年登記（镇武装部）"));
        Assert.Equal(key, SampleMatcher.Matcher.WordingKey("9. 2026年宣传征兵政策 提醒青年登记。"));
        Assert.NotEqual(key, SampleMatcher.Matcher.WordingKey("协助宣传征兵政策,提醒青年登记"));
    }

    [Fact]
    public void The_same_line_gives_the_same_answer_on_every_thread()
    {
        var lines = SampleMatcher.Data.Phrases.Take(200).Select(p => new LineInput(p.Text, p.Kind)).ToList();
        var alone = lines.Select(l => Describe(SampleMatcher.Matcher.Assess(l))).ToList();

        var together = lines.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
            .Select(l => Describe(SampleMatcher.Matcher.Assess(l))).ToList();

        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_matcher_built_again_gives_the_same_answers_and_hashes()
    {
        var again = DutyMatcher.Build(SampleMatcher.Catalogue, MatchingData.Load(Checklists.Platform.ProductFiles.Seeds));
        var lines = SampleMatcher.Data.Phrases.Where((_, i) => i % 97 == 0).Select(p => new LineInput(p.Text, p.Kind)).ToList();

        Assert.Equal(SampleMatcher.Matcher.ModelHash, again.ModelHash);
        Assert.Equal(SampleMatcher.Matcher.CatalogueHash, again.CatalogueHash);
        Assert.All(lines, l => Assert.Equal(Describe(SampleMatcher.Matcher.Assess(l)), Describe(again.Assess(l))));
    }

    [Fact]
    public void A_line_longer_than_is_looked_at_goes_to_a_person()
    {
        var text = string.Concat(Enumerable.Repeat("宣传征兵政策，提醒青年登记；", 200));

        var assessment = SampleMatcher.Assess(text);

        Assert.False(assessment.Auto);
        Assert.True(assessment.Parts.Count <= 12);
    }

    [Fact]
    public void An_item_that_the_labels_do_not_speak_of_is_never_decided_alone()
    {
        var items = SampleMatcher.Catalogue.Items.Select(i => i.Code == "X001" ? i with { Description = "另有规定的全新内容" } : i);
        var catalogue = new CatalogueVersion("清单", "2", new DateOnly(2027, 1, 1), "样例", items);
        var matcher = DutyMatcher.Build(catalogue, SampleMatcher.Data);

        var decided = SampleMatcher.Data.Phrases
            .Where(p => p.Codes is ["X001"])
            .Select(p => matcher.Assess(new LineInput(p.Text, p.Kind)))
            .Count(a => a.Auto && a.Codes.Contains("X001"));

        Assert.Equal(0, decided);
    }

    [Fact]
    public void Every_reason_is_plain_Chinese_and_the_item_is_cited_with_its_law()
    {
        var assessment = SampleMatcher.Assess("宣传征兵政策，提醒适龄青年上网登记");

        Assert.StartsWith("系统初核意见", assessment.Reasons[0]);
        Assert.Contains(assessment.Reasons, r => r.Contains("X001"));
        Assert.Contains(assessment.Reasons, r => r.Contains("兵役法"));
        Assert.DoesNotContain(assessment.Reasons, r => r.Contains("AI", StringComparison.Ordinal));
    }

    private static string Describe(Assessment a) => string.Join(
        '|',
        a.Verdict,
        a.Finding,
        a.Auto,
        string.Join(',', a.Codes),
        a.Confidence.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        string.Join(',', a.Reasons),
        string.Join(',', a.Candidates.Select(c => c.Code + c.Score.ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
        string.Join(',', a.Parts.Select(p => p.Text + p.Verdict)));
}
