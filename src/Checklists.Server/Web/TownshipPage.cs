using Checklists.Identity;
using Checklists.Regions;

namespace Checklists.Server.Web;

/// <summary>A page of one township; for whoever does not see it, it does not exist.</summary>
public abstract class TownshipPage(RegionDirectory regions) : ViewerPage
{
    /// <summary>The township.</summary>
    public Region Township { get; private set; } = null!;

    /// <summary>Whether the viewer decides lines here.</summary>
    public bool MayDecide => AccessRules.MayDecide(Viewer, Township.Code);

    /// <summary>Finds the township; <c>false</c> stands for "not found".</summary>
    protected async Task<bool> EnterAsync(string code, CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, code, RegionLevel.Township, ct) is not { } township)
        {
            return false;
        }

        Township = township;
        return true;
    }
}
