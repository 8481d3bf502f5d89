using System.Net;
using System.Text;

namespace Checklists.Mailing.Templates;

/// <summary>The two files of one kind of mail: KIND.txt, whose first line is "主题：…", and KIND.html.</summary>
internal sealed class MailTemplatePair
{
    private const string SubjectMark = "主题：";

    private readonly MailTemplate _subject;
    private readonly MailTemplate _text;
    private readonly MailTemplate _html;

    private MailTemplatePair(MailTemplate subject, MailTemplate text, MailTemplate html)
    {
        _subject = subject;
        _text = text;
        _html = html;
    }

    /// <summary>Reads and checks both files.</summary>
    /// <exception cref="MailTemplateException">A file is missing or broken.</exception>
    public static MailTemplatePair Load(string directory, string kind, TemplateValues offered)
    {
        var textFile = Path.Combine(directory, kind + ".txt");
        var htmlFile = Path.Combine(directory, kind + ".html");
        var lines = ReadText(textFile).Split('\n', 2);
        if (!lines[0].StartsWith(SubjectMark, StringComparison.Ordinal))
        {
            throw new MailTemplateException(textFile, 1, $"第一行应以“{SubjectMark}”开头。", "请在第一行写上邮件主题。");
        }

        var html = ReadText(htmlFile);
        HtmlRules.Check(htmlFile, html);
        return new MailTemplatePair(
            MailTemplate.Parse(textFile, lines[0][SubjectMark.Length..], offered, Same),
            MailTemplate.Parse(textFile, lines.Length > 1 ? lines[1].TrimStart('\n') : "", offered, Same, 2 + CountLeadingBreaks(lines)),
            MailTemplate.Parse(htmlFile, html, offered, WebUtility.HtmlEncode));
    }

    /// <summary>Writes the mail.</summary>
    public MailContent Compose(TemplateValues values) =>
        new(PlainText.Line(_subject.Render(values)), _text.Render(values), _html.Render(values));

    private static string Same(string text) => text;

    private static int CountLeadingBreaks(string[] lines) => lines.Length < 2 ? 0 : lines[1].Length - lines[1].TrimStart('\n').Length;

    private static string ReadText(string file)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (IOException e)
        {
            throw new MailTemplateException(file, 1, "文件读不出来（" + e.Message + "）。", "请从安装包的 seeds/mail 恢复该文件。");
        }
        catch (DecoderFallbackException)
        {
            throw new MailTemplateException(file, 1, "文件不是 UTF-8 编码。", "请用“另存为”选择 UTF-8 编码保存。");
        }
    }
}
