namespace Checklists.Catalogue;

/// <summary>An item that both versions have, with the fields that differ.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is now.</param>
/// <param name="Fields">The file's names of the fields that differ, in the file's order.</param>
public sealed record ChangedItem(CatalogueItem Before, CatalogueItem After, IReadOnlyList<string> Fields);

/// <summary>What a new version of the list changes.</summary>
/// <param name="Added">Items only in the new version, in its order.</param>
/// <param name="Removed">Items only in the old version, in its order.</param>
/// <param name="Changed">Items in both whose content differs, in the new version's order.</param>
public sealed record CatalogueDiff(
    IReadOnlyList<CatalogueItem> Added,
    IReadOnlyList<CatalogueItem> Removed,
    IReadOnlyList<ChangedItem> Changed)
{
    /// <summary>Codes whose earlier decisions must be looked at again: those that changed, and the items contrasted with them.</summary>
    public IReadOnlySet<string> AffectedCodes => Added.Concat(Removed).Concat(Changed.SelectMany(c => new[] { c.Before, c.After }))
        .SelectMany(i => i.Contrast.Prepend(i.Code))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Compares two versions by code.</summary>
    public static CatalogueDiff Between(CatalogueVersion before, CatalogueVersion after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changed = after.Items
            .Select(now => (Was: before.Find(now.Code), Now: now))
            .Where(pair => pair.Was is not null && pair.Was.Hash != pair.Now.Hash)
            .Select(pair => new ChangedItem(pair.Was!, pair.Now, ChangedFields(pair.Was!, pair.Now)));
        return new CatalogueDiff(
            [.. after.Items.Where(i => before.Find(i.Code) is null)],
            [.. before.Items.Where(i => after.Find(i.Code) is null)],
            [.. changed]);
    }

    private static List<string> ChangedFields(CatalogueItem a, CatalogueItem b)
    {
        (string Name, bool Differs)[] fields =
        [
            ("kind", a.Kind != b.Kind),
            ("category", a.Category != b.Category),
            ("domain", a.Domain != b.Domain),
            ("title", a.Title != b.Title),
            ("description", a.Description != b.Description),
            ("keywords", !a.Keywords.SequenceEqual(b.Keywords)),
            ("legalBasis", !a.LegalBasis.SequenceEqual(b.LegalBasis)),
            ("leadDepartment", a.LeadDepartment != b.LeadDepartment),
            ("conditions", a.Conditions != b.Conditions),
            ("permission", a.Permission != b.Permission),
            ("contrast", !a.Contrast.SequenceEqual(b.Contrast)),
        ];
        return [.. fields.Where(f => f.Differs).Select(f => f.Name)];
    }
}
