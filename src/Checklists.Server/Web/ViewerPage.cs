using System.Text.Json;
using Checklists.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Checklists.Server.Web;

/// <summary>A page for somebody who is signed in.</summary>
[Authorize]
public abstract class ViewerPage : PageModel
{
    /// <summary>Name of the cookie that carries notices to the next page.</summary>
    public const string NoticeCookie = "checklists.notice";

    private const string NoticeKey = "notices";

    // Notices travel in a cookie; more than this would make it refuse.
    private const int NoticeLimit = 12;

    /// <summary>Who looks at the page.</summary>
    public Viewer Viewer => ViewerClaims.Read(User) ?? throw new InvalidOperationException("The principal carries no viewer.");

    /// <summary>Notices to show once on the next page.</summary>
    public void Announce(params IEnumerable<string> notices)
    {
        var all = notices.ToList();
        if (all.Count > NoticeLimit)
        {
            all = [.. all.Take(NoticeLimit), $"另有 {all.Count - NoticeLimit} 条提示，见本村清单各行说明。"];
        }

        TempData[NoticeKey] = JsonSerializer.Serialize(all);
    }

    /// <summary>The notices left by the page before; reading them uses them up.</summary>
    public static IReadOnlyList<string> Take(HttpRequest request, ITempDataDictionary data)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(data);
        // Looking into an absent cookie would make every answer delete it.
        return request.Cookies.ContainsKey(NoticeCookie) && data[NoticeKey] is string json ? JsonSerializer.Deserialize<List<string>>(json) ?? [] : [];
    }
}
