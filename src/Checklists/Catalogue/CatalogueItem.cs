using System.Security.Cryptography;
using System.Text;

namespace Checklists.Catalogue;

/// <summary>One row of the provincial list (省级清单).</summary>
/// <param name="Code">The row's code, unique within a version, e.g. <c>X001</c>.</param>
/// <param name="Kind">Duty, signboard or proof.</param>
/// <param name="Category">The column of the list that it stands in.</param>
/// <param name="Domain">Field of work as the list groups it.</param>
/// <param name="Title">Its name as printed.</param>
/// <param name="Description">What the village does, or must not do.</param>
/// <param name="Keywords">Words an official would look for; may be empty.</param>
/// <param name="LegalBasis">Laws and documents cited, in the list's order.</param>
/// <param name="LeadDepartment">The department that leads or answers for it.</param>
/// <param name="Conditions">Limits under which it holds; empty when there are none.</param>
/// <param name="Permission">Whether a village may do it.</param>
/// <param name="Contrast">Codes of near items with another category.</param>
public sealed record CatalogueItem(
    string Code,
    DutyKind Kind,
    DutyCategory Category,
    string Domain,
    string Title,
    string Description,
    IReadOnlyList<string> Keywords,
    IReadOnlyList<string> LegalBasis,
    string LeadDepartment,
    string Conditions,
    ItemPermission Permission,
    IReadOnlyList<string> Contrast)
{
    /// <summary>SHA-256 (hex, lower case) of the item's whole content: equal hash, equal item.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CatalogueFile.ItemJson(this))));

    /// <summary>Items are equal when their content is; lists are compared by their elements.</summary>
    public bool Equals(CatalogueItem? other) => other is not null && Hash == other.Hash;

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Hash, StringComparison.Ordinal);
}
