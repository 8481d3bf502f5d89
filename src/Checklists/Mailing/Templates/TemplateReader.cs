using static Checklists.Mailing.Templates.MailTemplate;

namespace Checklists.Mailing.Templates;

/// <summary>Reads the text of one template into its parts; every fault names the line.</summary>
internal sealed class TemplateReader(string file, string text, int firstLine)
{
    private int _at;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="MailTemplateException">The template is broken.</exception>
    public Part[] Read(TemplateValues offered) => ReadUntil(null, 0, [offered]);

    private Part[] ReadUntil(string? section, int openedAt, TemplateValues[] scopes)
    {
        var parts = new List<Part>();
        while (true)
        {
            var open = text.IndexOf("{{", _at, StringComparison.Ordinal);
            var literal = text[_at..(open < 0 ? text.Length : open)];
            RefuseStrayClose(literal);
            if (open < 0)
            {
                AddLiteral(parts, literal);
                _at = text.Length;
                return section is null
                    ? [.. parts]
                    : throw Fault(openedAt, $"{{{{#{section}}}}} 没有结束。", $"请在后面补上 {{{{/{section}}}}}。");
            }

            var (tag, end) = ReadTag(open);
            var alone = IsAloneOnLine(tag, open, end);
            AddLiteral(parts, alone ? literal.TrimEnd(' ', '\t') : literal);
            _at = alone ? Math.Min(text.IndexOf('\n', end) is var n && n >= 0 ? n + 1 : text.Length, text.Length) : end;
            if (tag[0] == '/')
            {
                return tag[1..].Trim() == section
                    ? [.. parts]
                    : throw Fault(open, $"{{{{{tag}}}}} 与前面的开始标记不对应。", section is null ? "请删去它。" : $"这里应为 {{{{/{section}}}}}。");
            }

            parts.Add(tag[0] is '#' or '^' ? ReadSection(tag, open, scopes) : ReadValue(tag, open, scopes));
        }
    }

    private Part ReadValue(string tag, int open, TemplateValues[] scopes) =>
        scopes.Any(s => s.TryText(tag, out _))
            ? new Part(PartKind.Value, tag, [])
            : throw Unknown(tag, open, scopes.SelectMany(s => s.TextNames));

    private Part ReadSection(string tag, int open, TemplateValues[] scopes)
    {
        var name = tag[1..].Trim();
        var kind = tag[0] == '#' ? PartKind.Present : PartKind.Absent;
        foreach (var scope in scopes)
        {
            if (scope.TryList(name, out var entries))
            {
                return new Part(kind, name, ReadUntil(name, open, kind == PartKind.Present ? [entries[0], .. scopes] : scopes));
            }

            if (scope.TryText(name, out _))
            {
                return new Part(kind, name, ReadUntil(name, open, scopes));
            }
        }

        throw Unknown(name, open, scopes.SelectMany(s => s.TextNames.Concat(s.ListNames)));
    }

    private (string Tag, int End) ReadTag(int open)
    {
        var close = text.IndexOf("}}", open, StringComparison.Ordinal);
        var lineEnd = text.IndexOf('\n', open);
        if (close < 0 || (lineEnd >= 0 && lineEnd < close))
        {
            throw Fault(open, "“{{”没有在同一行内用“}}”结束。", "请补上“}}”。");
        }

        var tag = text[(open + 2)..close].Trim();
        return tag.Length > 0 && tag.TrimStart('#', '^', '/').Trim().Length > 0
            ? (tag, close + 2)
            : throw Fault(open, "“{{}}”中没有名称。", "请填上名称或删去它。");
    }

    // A section mark that stands alone takes its line with it, or lists would be full of empty lines.
    private bool IsAloneOnLine(string tag, int open, int end)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(open - 1, 0)) + 1;
        var lineEnd = text.IndexOf('\n', end);
        return tag[0] is '#' or '^' or '/'
            && (open == 0 || string.IsNullOrWhiteSpace(text[lineStart..open]))
            && string.IsNullOrWhiteSpace(text[end..(lineEnd < 0 ? text.Length : lineEnd)]);
    }

    private void RefuseStrayClose(string literal)
    {
        var stray = literal.IndexOf("}}", StringComparison.Ordinal);
        if (stray >= 0)
        {
            throw Fault(_at + stray, "多出一个“}}”。", "请补上前面的“{{”或删去它。");
        }
    }

    private static void AddLiteral(List<Part> parts, string literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new Part(PartKind.Literal, literal, []));
        }
    }

    private MailTemplateException Unknown(string name, int position, IEnumerable<string> offered) =>
        Fault(position, $"没有名为“{name}”的内容。", $"这里可用的名称：{string.Join("、", offered.Distinct())}。");

    private MailTemplateException Fault(int position, string problem, string remedy) =>
        new(file, firstLine + text.AsSpan(0, position).Count('\n'), problem, remedy);
}
