namespace Checklists.Identity;

/// <summary>
/// Who may see and do what. A person sees the own region and everything below it; what lies outside does not exist for them,
/// so callers answer "not found", never "forbidden", for a region that is not seen.
/// </summary>
public static class AccessRules
{
    private const string TownshipTail = "000";
    private const string CountyTail = "000000";

    /// <summary>The leading digits that every region within <paramref name="regionCode"/> shares: 6 for a county, 9 for a township, 12 for a village.</summary>
    public static string ScopePrefix(string regionCode)
    {
        ArgumentNullException.ThrowIfNull(regionCode);
        if (regionCode.Length != 12)
        {
            // A code that is no region's code has no region below it and must not widen to more than itself.
            return regionCode;
        }

        return regionCode.EndsWith(CountyTail, StringComparison.Ordinal) ? regionCode[..6]
            : regionCode.EndsWith(TownshipTail, StringComparison.Ordinal) ? regionCode[..9]
            : regionCode;
    }

    /// <summary>The county that a region belongs to.</summary>
    public static string CountyOf(string regionCode)
    {
        ArgumentException.ThrowIfNullOrEmpty(regionCode);
        return regionCode[..6] + CountyTail;
    }

    /// <summary>The township that a village belongs to.</summary>
    public static string TownshipOf(string villageCode)
    {
        ArgumentException.ThrowIfNullOrEmpty(villageCode);
        return villageCode[..9] + TownshipTail;
    }

    /// <summary>Whether the viewer sees this region.</summary>
    public static bool Sees(Viewer viewer, string regionCode)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(regionCode);
        return regionCode.Length == 12 && viewer.RegionCode.Length == 12 && regionCode.StartsWith(ScopePrefix(viewer.RegionCode), StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether the viewer may hand in the list of this village: the village itself, and the levels above on its behalf
    /// (a list on paper is typed in by the township). The audit log keeps who did it. Observers never.
    /// </summary>
    public static bool MaySubmit(Viewer viewer, string villageCode)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Role != AccountRole.Observer && Sees(viewer, villageCode);
    }

    /// <summary>Whether the viewer may decide lines that wait in this township (复核意见).</summary>
    public static bool MayDecide(Viewer viewer, string townshipCode)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Role == AccountRole.TownshipReviewer && viewer.RegionCode == townshipCode;
    }

    /// <summary>Whether the viewer may start the county's compliance run.</summary>
    public static bool MayStartRun(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Role is AccountRole.CountyReviewer or AccountRole.Administrator && viewer.RegionCode == CountyOf(viewer.RegionCode);
    }

    /// <summary>Whether the viewer may make accounts and see the job dashboard.</summary>
    public static bool MayAdminister(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Role == AccountRole.Administrator;
    }

    /// <summary>Whether a role makes sense for a region: 村提交员 for a village, 乡镇初核员 for a township, the county's roles for a county.</summary>
    public static bool Fits(AccountRole role, string regionCode)
    {
        var digits = ScopePrefix(regionCode).Length;
        return role switch
        {
            AccountRole.VillageSubmitter => digits == 12,
            AccountRole.TownshipReviewer => digits == 9,
            AccountRole.CountyReviewer or AccountRole.Administrator => digits == 6,
            AccountRole.Observer => true,
            _ => false,
        };
    }
}
