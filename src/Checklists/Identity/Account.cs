using Microsoft.AspNetCore.Identity;

namespace Checklists.Identity;

/// <summary>A person's account: one role, one region.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>The region the person works for.</summary>
    public required string RegionCode { get; set; }

    /// <summary>The person's part in the work.</summary>
    public required AccountRole Role { get; set; }

    /// <summary>Name on pages; an office rather than a person where possible.</summary>
    public required string DisplayName { get; set; }
}

/// <summary>A person's part in the work (domain brief, section 1).</summary>
public enum AccountRole
{
    /// <summary>村提交员.</summary>
    VillageSubmitter = 0,

    /// <summary>乡镇初核员.</summary>
    TownshipReviewer = 1,

    /// <summary>县复核员.</summary>
    CountyReviewer = 2,

    /// <summary>监督员（只读）.</summary>
    Observer = 3,

    /// <summary>系统管理员.</summary>
    Administrator = 4,
}

/// <summary>A token that a program shows instead of a password. Only its hash is kept.</summary>
public sealed class PersonalToken
{
    /// <summary>SHA-256 (hex) of the token.</summary>
    public required string Hash { get; init; }

    /// <summary>Whose rights it carries.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
