using Checklists.Mailing;
using Checklists.Mailing.Templates;
using Xunit;

namespace Checklists.Tests.Mailing;

public sealed class MailTemplateTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mail templates ").FullName;

    public MailTemplateTests()
    {
        foreach (var file in Directory.GetFiles(SeedFiles.Mail))
        {
            File.Copy(file, Path.Combine(_directory, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_templates_as_delivered_load()
    {
        var templates = MailTemplates.Load(_directory);

        Assert.Equal(6, templates.Kinds.Count);
        Assert.All(templates.Kinds, kind =>
        {
            var preview = templates.Preview(kind);
            Assert.NotEqual("", preview.Subject);
            Assert.All([preview.Subject, preview.Text, preview.Html], text => Assert.DoesNotContain("{{", text, StringComparison.Ordinal));
            Assert.Contains("示例", preview.Text, StringComparison.Ordinal);
            Assert.Contains("示例", preview.Html, StringComparison.Ordinal);
            Assert.All(["违规村", "不合格村", "红黑榜", "得分", "AI判定"], word => Assert.DoesNotContain(word, preview.Text, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("{{乡真}}", "没有名为“乡真”的内容", "乡镇")]
    [InlineData("{{村名}}", "没有名为“村名”的内容", "乡镇")]
    [InlineData("{{乡镇", "“{{”没有在同一行内用“}}”结束", "请补上")]
    [InlineData("乡镇}}", "多出一个“}}”", "请补上前面的“{{”")]
    [InlineData("{{}}", "没有名称", "请填上名称")]
    [InlineData("{{#村}}{{村名}}", "{{#村}} 没有结束", "{{/村}}")]
    [InlineData("{{#村}}{{村名}}{{/乡镇}}", "不对应", "{{/村}}")]
    [InlineData("{{/村}}", "不对应", "请删去它")]
    [InlineData("{{#无此列表}}x{{/无此列表}}", "没有名为“无此列表”的内容", "村")]
    public void A_broken_placeholder_is_named_with_file_line_and_remedy(string broken, string problem, string remedy)
    {
        var file = Path.Combine(_directory, "weekly-digest.txt");
        File.WriteAllText(file, $"主题：{{{{乡镇}}}}\n\n第三行\n{broken}\n");

        var fault = Assert.Throws<MailTemplateException>(() => MailTemplates.Load(_directory));

        Assert.Equal(4, fault.Line);
        Assert.Equal(file, fault.File);
        Assert.Contains("weekly-digest.txt 第 4 行", fault.Message, StringComparison.Ordinal);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>", "标记不完整")]
    [InlineData("<p>a & b</p>", "标记不完整")]
    [InlineData("<script>1</script>", "不允许使用 <script>")]
    [InlineData("<img src=\"https://t.example/p.gif\"/>", "不允许使用 <img>")]
    [InlineData("<iframe></iframe>", "不允许使用 <iframe>")]
    [InlineData("<p onclick=\"x()\">a</p>", "不允许使用属性 onclick")]
    [InlineData("<p style=\"background:URL(http://t.example/x)\">a</p>", "不允许使用属性 style")]
    [InlineData("<a href=\"javascript:x\">a</a>", "不允许")]
    [InlineData("<a href=\"http://t.example/\">a</a>", "不允许")]
    public void Html_that_is_broken_runs_something_or_reports_back_is_refused(string broken, string problem)
    {
        File.WriteAllText(Path.Combine(_directory, "weekly-digest.html"), $"<html>\n<body>\n{broken}\n</body>\n</html>\n");

        var fault = Assert.Throws<MailTemplateException>(() => MailTemplates.Load(_directory));

        Assert.InRange(fault.Line, 3, 4);
        Assert.Contains(problem, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_without_subject_a_missing_file_and_a_wrong_encoding_are_refused()
    {
        var text = Path.Combine(_directory, "weekly-digest.txt");
        File.WriteAllText(text, "没有主题\n");
        var noSubject = Assert.Throws<MailTemplateException>(() => MailTemplates.Load(_directory));
        File.WriteAllBytes(text, [0xD6, 0xF7, 0xCC, 0xE2, 0xA3, 0xBA]);
        var wrongEncoding = Assert.Throws<MailTemplateException>(() => MailTemplates.Load(_directory));
        File.Delete(text);
        var missing = Assert.Throws<MailTemplateException>(() => MailTemplates.Load(_directory));

        Assert.Contains("主题：", noSubject.Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", wrongEncoding.Message, StringComparison.Ordinal);
        Assert.Contains("seeds/mail", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_repeat_for_entries_and_leave_no_empty_lines()
    {
        File.WriteAllText(
            Path.Combine(_directory, "weekly-digest.txt"),
            "主题：{{乡镇}}\n\n{{#村}}\n{{村名}}{{#编号}}（{{编号}}）{{/编号}}{{^编号}}：待提交{{/编号}}\n{{/村}}\n{{^村}}\n没有村\n{{/村}}\n完\n");

        var preview = MailTemplates.Load(_directory).Preview(MailKinds.WeeklyDigest);

        Assert.Equal("示例村一（SL-2026W47-001001-7KQ2）\n示例村二：待提交\n完\n", preview.Text);
    }
}
