namespace Checklists.Mailing.Templates;

/// <summary>What a template may say: texts by name, and lists whose entries have their own values. A text that is <c>null</c> or empty counts as absent.</summary>
internal sealed class TemplateValues
{
    private readonly Dictionary<string, string?> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<TemplateValues>> _lists = new(StringComparer.Ordinal);

    /// <summary>Names of the texts.</summary>
    public IEnumerable<string> TextNames => _texts.Keys;

    /// <summary>Names of the lists.</summary>
    public IEnumerable<string> ListNames => _lists.Keys;

    /// <summary>Adds a text; invisible characters and line breaks are taken out.</summary>
    public TemplateValues Text(string name, string? text)
    {
        _texts[name] = text is null ? null : PlainText.Line(text, 2000);
        return this;
    }

    /// <summary>Adds a number.</summary>
    public TemplateValues Number(string name, int number) =>
        Text(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Adds a list.</summary>
    public TemplateValues List(string name, IEnumerable<TemplateValues> entries)
    {
        _lists[name] = [.. entries];
        return this;
    }

    /// <summary>Finds a text.</summary>
    public bool TryText(string name, out string? text) => _texts.TryGetValue(name, out text);

    /// <summary>Finds a list.</summary>
    public bool TryList(string name, out IReadOnlyList<TemplateValues> entries) => _lists.TryGetValue(name, out entries!);
}
