using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Checklists.Catalogue;

/// <summary>One published version of the provincial list. Immutable; its hash names its content for ever.</summary>
public sealed class CatalogueVersion
{
    private readonly FrozenDictionary<string, CatalogueItem> _byCode;

    /// <summary>Makes a version from items that are already known to be sound; <see cref="CatalogueFile"/> does the checking.</summary>
    /// <exception cref="ArgumentException">Two items share a code.</exception>
    public CatalogueVersion(string name, string version, DateOnly effectiveFrom, string status, IEnumerable<CatalogueItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Name = name;
        Version = version;
        EffectiveFrom = effectiveFrom;
        Status = status;
        Items = [.. items];
        _byCode = Items.ToFrozenDictionary(i => i.Code, StringComparer.Ordinal);
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CatalogueFile.ToJson(this))));
    }

    /// <summary>The list's name, e.g. 村级组织履职事项清单.</summary>
    public string Name { get; }

    /// <summary>The version's own name, e.g. <c>2026.1</c>.</summary>
    public string Version { get; }

    /// <summary>First day on which it applies.</summary>
    public DateOnly EffectiveFrom { get; }

    /// <summary>What the file says of its own standing; empty for an official list.</summary>
    public string Status { get; }

    /// <summary>Whether the file calls itself a sample (样例); every document made from it must say so.</summary>
    public bool IsSample => Status.Contains("样例", StringComparison.Ordinal) || Status.Contains("示例", StringComparison.Ordinal);

    /// <summary>SHA-256 (hex, lower case) over the canonical form: the order of fields and white space in the file do not matter.</summary>
    public string Hash { get; }

    /// <summary>The items, in the list's order.</summary>
    public IReadOnlyList<CatalogueItem> Items { get; }

    /// <summary>The item with this code, or <c>null</c>.</summary>
    public CatalogueItem? Find(string code) => _byCode.GetValueOrDefault(code);
}
