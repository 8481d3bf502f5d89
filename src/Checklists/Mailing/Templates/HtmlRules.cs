using System.Xml;
using System.Xml.Linq;

namespace Checklists.Mailing.Templates;

/// <summary>What an HTML template must keep to: well-formed, readable without a network, nothing that runs or reports back.</summary>
internal static class HtmlRules
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase)
    {
        "html", "head", "meta", "title", "body", "div", "p", "span", "br", "hr", "b", "strong", "i", "em", "small", "a",
        "h1", "h2", "h3", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
    };

    /// <summary>Checks a template text before its values are put in.</summary>
    /// <exception cref="MailTemplateException">A rule is broken.</exception>
    public static void Check(string file, string text)
    {
        foreach (var element in Read(file, text).Descendants())
        {
            var line = ((IXmlLineInfo)element).LineNumber;
            if (!Allowed.Contains(element.Name.LocalName))
            {
                throw new MailTemplateException(file, line, $"不允许使用 <{element.Name.LocalName}>。", "邮件不得含脚本、图片、外部文件或表单，请删去。");
            }

            foreach (var attribute in element.Attributes())
            {
                Check(file, line, attribute);
            }
        }
    }

    private static XDocument Read(string file, string text)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new MailTemplateException(
                file, Math.Max(e.LineNumber, 1), "标记不完整（" + e.Message + "）。", "每个标记都要结束，如 <p>…</p>、<br/>；空格用 &#160;，& 写作 &amp;。");
        }
    }

    private static void Check(string file, int line, XAttribute attribute)
    {
        var name = attribute.Name.LocalName.ToLowerInvariant();
        var value = attribute.Value;
        if (name.StartsWith("on", StringComparison.Ordinal) || name is "src" or "srcset" or "background"
            || (name == "style" && value.Contains("url(", StringComparison.OrdinalIgnoreCase)))
        {
            throw new MailTemplateException(file, line, $"不允许使用属性 {name}=\"{PlainText.Line(value, 60)}\"。", "邮件不得含脚本或外部内容，请删去。");
        }

        if (name == "href" && !value.StartsWith("{{", StringComparison.Ordinal) && !value.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new MailTemplateException(file, line, $"链接“{PlainText.Line(value, 60)}”不允许。", "链接只能是 {{名称}} 或以 https:// 开头。");
        }
    }
}
