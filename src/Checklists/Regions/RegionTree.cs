namespace Checklists.Regions;

/// <summary>A county with its townships and villages, ordered by code.</summary>
public sealed class RegionTree
{
    private readonly Dictionary<string, Region> _byCode;
    private readonly ILookup<string, Region> _children;
    private readonly ILookup<string, RegionContact> _contacts;

    /// <summary>Builds the tree.</summary>
    /// <param name="regions">One county and what lies in it.</param>
    /// <param name="contacts">Mail addresses.</param>
    /// <exception cref="ArgumentException">There is not exactly one county, or a code stands twice.</exception>
    public RegionTree(IEnumerable<Region> regions, IEnumerable<RegionContact>? contacts = null)
    {
        Regions = [.. regions.OrderBy(r => r.Code, StringComparer.Ordinal)];
        Contacts = [.. contacts ?? []];
        _byCode = Regions.ToDictionary(r => r.Code, StringComparer.Ordinal);
        _children = Regions.Where(r => r.ParentCode is not null).ToLookup(r => r.ParentCode!, StringComparer.Ordinal);
        _contacts = Contacts.ToLookup(c => c.RegionCode, StringComparer.Ordinal);
        County = Regions.Where(r => r.Level == RegionLevel.County).Take(2).ToList() is [var county]
            ? county
            : throw new ArgumentException("A region tree has exactly one county.", nameof(regions));
        Townships = [.. Regions.Where(r => r.Level == RegionLevel.Township)];
        Villages = [.. Regions.Where(r => r.Level == RegionLevel.Village)];
    }

    /// <summary>All regions by code.</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>All mail addresses.</summary>
    public IReadOnlyList<RegionContact> Contacts { get; }

    /// <summary>The county.</summary>
    public Region County { get; }

    /// <summary>乡镇、街道 by code.</summary>
    public IReadOnlyList<Region> Townships { get; }

    /// <summary>村、社区 by code.</summary>
    public IReadOnlyList<Region> Villages { get; }

    /// <summary>A region by its 12-digit code, or <c>null</c>.</summary>
    public Region? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The region above, or <c>null</c>.</summary>
    public Region? Parent(Region region) => region.ParentCode is { } code ? Find(code) : null;

    /// <summary>The regions directly below, by code.</summary>
    public IReadOnlyList<Region> ChildrenOf(string code) => [.. _children[code]];

    /// <summary>The mail addresses of a region.</summary>
    public IReadOnlyList<RegionContact> ContactsOf(string code) => [.. _contacts[code]];

    /// <summary>The official name from the county down, for example 平舆县李屯镇魏楼村.</summary>
    public string FullName(Region region) => Parent(region) is { } parent ? FullName(parent) + region.Name : region.Name;
}
