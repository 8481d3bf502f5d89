using System.Security.Cryptography;
using System.Text;
using Checklists.Catalogue;

namespace Checklists.Matching.Analysis;

/// <summary>The answers between which a line is decided: each item of the list, "on no list" and "too vague".</summary>
internal sealed class ClassSpace
{
    private readonly Dictionary<string, int> _ordinals;
    private readonly bool[] _learned;
    private readonly VerdictKind[] _verdicts;

    /// <summary>The classes of a catalogue.</summary>
    /// <param name="catalogue">The list.</param>
    /// <param name="labelled">Fingerprints of the items that the labels speak of; <c>null</c> when the labels are of this very list.</param>
    public ClassSpace(CatalogueVersion catalogue, IReadOnlyDictionary<string, string>? labelled = null)
    {
        Catalogue = catalogue;
        _ordinals = catalogue.Items.Select((item, i) => (item.Code, i)).ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        _learned = [.. catalogue.Items.Select(i => labelled is null || labelled.GetValueOrDefault(i.Code) == Fingerprint(i))];
        _verdicts = [.. catalogue.Items.Select(i => VerdictOf(i.Category)), VerdictKind.Unlisted, VerdictKind.Ambiguous];
        ByKind = [.. Enum.GetValues<DutyKind>().Select(Allowed)];
    }

    public CatalogueVersion Catalogue { get; }

    /// <summary>Number of items.</summary>
    public int Items => Catalogue.Items.Count;

    /// <summary>The class of lines that are on no list.</summary>
    public int Unlisted => Items;

    /// <summary>The class of lines that are too vague.</summary>
    public int Ambiguous => Items + 1;

    /// <summary>Number of classes.</summary>
    public int Count => Items + 2;

    /// <summary>Per kind, which classes a line of that kind can be.</summary>
    public IReadOnlyList<bool[]> ByKind { get; }

    /// <summary>The verdict that a class stands for.</summary>
    public VerdictKind Verdict(int ordinal) => _verdicts[ordinal];

    /// <summary>Whether the labelled wordings speak of this item as it stands in this catalogue; if not, a person decides.</summary>
    public bool IsLearned(int ordinal) => ordinal >= Items || _learned[ordinal];

    /// <summary>The class of an item that the labels speak of, or -1.</summary>
    public int LearnedOrdinal(string code) => _ordinals.TryGetValue(code, out var ordinal) && _learned[ordinal] ? ordinal : -1;

    /// <summary>The classes that a labelled phrase names and its kind allows; empty when the catalogue knows none of them.</summary>
    public int[] Of(LabelledPhrase phrase) => phrase.Verdict switch
    {
        VerdictKind.Unlisted => [Unlisted],
        VerdictKind.Ambiguous => [Ambiguous],
        _ => [.. phrase.Codes.Concat(phrase.AlternativeCodes).Select(LearnedOrdinal).Where(o => o >= 0 && ByKind[(int)phrase.Kind][o]).Distinct()],
    };

    /// <summary>What an item says, in short: labels hold as long as it does not change.</summary>
    public static string Fingerprint(CatalogueItem item)
    {
        var content = $"{item.Kind}\n{item.Category}\n{item.Title}\n{item.Description}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];
    }

    private static VerdictKind VerdictOf(DutyCategory category) => category switch
    {
        DutyCategory.Primary => VerdictKind.Primary,
        DutyCategory.Assisting => VerdictKind.Assisting,
        _ => VerdictKind.Prohibited,
    };

    private bool[] Allowed(DutyKind kind)
    {
        var allowed = new bool[Count];
        for (var i = 0; i < Items; i++)
        {
            allowed[i] = Catalogue.Items[i].Kind == kind;
        }

        allowed[Unlisted] = true;
        allowed[Ambiguous] = true;
        return allowed;
    }
}
