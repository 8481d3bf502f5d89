using System.Text;

namespace Checklists.Mailing.Templates;

/// <summary>
/// Text with strict placeholders: {{名}} a value, {{#名}}…{{/名}} for each entry of a list or when a value is there, {{^名}}…{{/名}} when it is not.
/// Values are put in once and never read as template text. A name that is not offered is an error when the template is read.
/// </summary>
internal sealed class MailTemplate
{
    private readonly Part[] _parts;
    private readonly Func<string, string> _escape;

    private MailTemplate(Part[] parts, Func<string, string> escape)
    {
        _parts = parts;
        _escape = escape;
    }

    /// <summary>Reads a template and checks every name against what <paramref name="offered"/> holds.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="text">The template.</param>
    /// <param name="offered">A full set of values: every list has at least one entry.</param>
    /// <param name="escape">Applied to every value.</param>
    /// <param name="firstLine">Line of the file that the text begins on.</param>
    /// <exception cref="MailTemplateException">The template is broken.</exception>
    public static MailTemplate Parse(string file, string text, TemplateValues offered, Func<string, string> escape, int firstLine = 1)
    {
        var reader = new TemplateReader(file, text.ReplaceLineEndings("\n"), firstLine);
        return new MailTemplate(reader.Read(offered), escape);
    }

    /// <summary>Puts the values in.</summary>
    public string Render(TemplateValues values)
    {
        var output = new StringBuilder();
        Render(_parts, [values], output);
        return output.ToString();
    }

    private void Render(Part[] parts, TemplateValues[] scopes, StringBuilder output)
    {
        foreach (var part in parts)
        {
            switch (part.Kind)
            {
                case PartKind.Literal:
                    output.Append(part.Text);
                    break;
                case PartKind.Value:
                    output.Append(_escape(FindText(part.Text, scopes) ?? ""));
                    break;
                case PartKind.Present when FindList(part.Text, scopes) is { } entries:
                    foreach (var entry in entries)
                    {
                        Render(part.Inner, [entry, .. scopes], output);
                    }

                    break;
                case PartKind.Present when !string.IsNullOrEmpty(FindText(part.Text, scopes)):
                case PartKind.Absent when FindList(part.Text, scopes) is { Count: 0 }:
                case PartKind.Absent when FindList(part.Text, scopes) is null && string.IsNullOrEmpty(FindText(part.Text, scopes)):
                    Render(part.Inner, scopes, output);
                    break;
                default:
                    break;
            }
        }
    }

    private static string? FindText(string name, TemplateValues[] scopes)
    {
        foreach (var scope in scopes)
        {
            if (scope.TryText(name, out var text))
            {
                return text;
            }
        }

        return null;
    }

    private static IReadOnlyList<TemplateValues>? FindList(string name, TemplateValues[] scopes)
    {
        foreach (var scope in scopes)
        {
            if (scope.TryList(name, out var entries))
            {
                return entries;
            }
        }

        return null;
    }

    /// <summary>What a part is.</summary>
    internal enum PartKind
    {
        /// <summary>Text as it stands.</summary>
        Literal,

        /// <summary>A value.</summary>
        Value,

        /// <summary>For each entry, or when there is a value.</summary>
        Present,

        /// <summary>When there is no entry or value.</summary>
        Absent,
    }

    /// <summary>A piece of a template.</summary>
    internal sealed record Part(PartKind Kind, string Text, Part[] Inner);
}
