namespace Checklists.Identity;

/// <summary>The roles as an official reads them.</summary>
public static class RoleText
{
    /// <summary>Chinese name of a role.</summary>
    public static string Label(AccountRole role) => role switch
    {
        AccountRole.VillageSubmitter => "村提交员",
        AccountRole.TownshipReviewer => "乡镇初核员",
        AccountRole.CountyReviewer => "县复核员",
        AccountRole.Observer => "监督员（只读）",
        AccountRole.Administrator => "系统管理员",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
