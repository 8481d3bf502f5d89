using Checklists.Identity;

namespace Checklists.Server.Web;

/// <summary>Where a person starts and what stands in the head of every page.</summary>
public static class Navigation
{
    /// <summary>The person's own page, by the level of the region.</summary>
    public static string Home(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return AccessRules.ScopePrefix(viewer.RegionCode).Length switch
        {
            6 => "/county",
            9 => $"/township/{viewer.RegionCode}",
            _ => $"/village/{viewer.RegionCode}",
        };
    }

    /// <summary>Links for this person.</summary>
    public static IEnumerable<(string Href, string Text)> For(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var home = Home(viewer);
        switch (AccessRules.ScopePrefix(viewer.RegionCode).Length)
        {
            case 6:
                yield return (home, "本周核对");
                yield return ("/county/townships", "乡镇（街道）");
                break;
            case 9:
                yield return (home, "待复核");
                yield return ($"{home}/villages", "各村");
                yield return ($"{home}/returned", "应收回");
                yield return ($"{home}/certificates", "告知单");
                break;
            default:
                yield return (home, "本村清单");
                yield return ($"{home}/submit", "提交清单");
                break;
        }

        yield return ("/catalogue", "省级清单");
        if (AccessRules.MayAdminister(viewer))
        {
            yield return ("/accounts", "账号");
            yield return ("/hangfire", "后台作业");
        }

        yield return ("/account", "我的账号");
    }

    /// <summary>Whether a link leads to the page being shown.</summary>
    public static bool IsCurrent(PathString path, string href) => string.Equals(path.Value, href, StringComparison.OrdinalIgnoreCase);
}
