namespace Checklists.Regions;

/// <summary>The level of a region in the tree.</summary>
public enum RegionLevel
{
    /// <summary>县.</summary>
    County = 0,

    /// <summary>乡镇、街道.</summary>
    Township = 1,

    /// <summary>村、社区.</summary>
    Village = 2,
}

/// <summary>A county, township or village, by its 12-digit 统计用区划代码.</summary>
public sealed class Region
{
    /// <summary>12 digits; the first 6 are the county, the first 9 the township.</summary>
    public required string Code { get; init; }

    /// <summary>Its own name, without the regions above it.</summary>
    public required string Name { get; set; }

    /// <summary>Its level.</summary>
    public required RegionLevel Level { get; init; }

    /// <summary>The region above; <c>null</c> for a county.</summary>
    public string? ParentCode { get; init; }

    /// <summary>A sample, not a real village.</summary>
    public bool IsSample { get; set; }
}

/// <summary>An address that a region's mails go to.</summary>
public sealed class RegionContact
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>A mail address, checked at import.</summary>
    public required string Address { get; set; }

    /// <summary>The office behind the address, for example 党政办.</summary>
    public string? Office { get; set; }
}
