using System.Text.Json;
using System.Text.RegularExpressions;
using Checklists.Catalogue;

namespace Checklists.Seeds;

/// <summary>A labelled wording from the phrase bank.</summary>
/// <param name="Text">The words.</param>
/// <param name="Kind">Duty, signboard or proof.</param>
/// <param name="Category">primary, assisting, prohibited, unlisted or ambiguous.</param>
/// <param name="Codes">The items of the list that are right.</param>
/// <param name="IsCompound">Several tasks in one text.</param>
internal sealed record Wording(string Text, DutyKind Kind, string Category, IReadOnlyList<string> Codes, bool IsCompound);

/// <summary>All wordings, by kind and category.</summary>
internal sealed partial class WordingPool
{
    private readonly ILookup<(DutyKind Kind, string Category), Wording> _wordings;
    private readonly Dictionary<string, CatalogueEntry> _items;

    private WordingPool(IEnumerable<Wording> wordings, Dictionary<string, CatalogueEntry> items)
    {
        _wordings = wordings.ToLookup(w => (w.Kind, w.Category));
        _items = items;
    }

    /// <summary>Reads every *.jsonl of the phrase bank, in the order of the names, and the list's items.</summary>
    public static WordingPool Load(string phrasesDirectory, string cataloguePath)
    {
        var wordings = Directory.GetFiles(phrasesDirectory, "*.jsonl")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Select(Read)
            .Where(w => !NamesOtherPlace().IsMatch(w.Text))
            .DistinctBy(w => w.Text);
        using var catalogue = JsonDocument.Parse(File.ReadAllText(cataloguePath));
        var items = catalogue.RootElement.GetProperty("items").EnumerateArray().ToDictionary(
            i => i.GetProperty("code").GetString()!,
            i => new CatalogueEntry(i.GetProperty("leadDepartment").GetString()!, i.GetProperty("domain").GetString()!));
        return new WordingPool(wordings, items);
    }

    /// <summary>The wordings of a kind and category.</summary>
    public IReadOnlyList<Wording> Of(DutyKind kind, string category) => [.. _wordings[(kind, category)]];

    /// <summary>The department that leads a wording's item; <c>null</c> when the list names none.</summary>
    public string? DepartmentOf(Wording wording) =>
        wording.Codes.Count > 0 && _items.TryGetValue(wording.Codes[0], out var item) && !item.Department.StartsWith("对应", StringComparison.Ordinal)
            ? item.Department.Split('、', '（')[0]
            : null;

    /// <summary>The field of work of a wording's item.</summary>
    public string DomainOf(Wording wording) =>
        wording.Codes.Count > 0 && _items.TryGetValue(wording.Codes[0], out var item) ? item.Domain : "其他";

    private static Wording Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new Wording(
            root.GetProperty("text").GetString()!,
            Enum.Parse<DutyKind>(root.GetProperty("kind").GetString()!, ignoreCase: true),
            root.GetProperty("category").GetString()!,
            [.. root.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!)],
            root.TryGetProperty("parts", out _));
    }

    // A wording with another township's or village's name would look copied in this county's lists.
    [GeneratedRegex("[\\u4e00-\\u9fa5]{2}[镇乡][\\u4e00-\\u9fa5]{1,3}村", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamesOtherPlace();

    private sealed record CatalogueEntry(string Department, string Domain);
}
