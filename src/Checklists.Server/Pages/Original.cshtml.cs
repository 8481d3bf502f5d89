using Checklists.Identity;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;

namespace Checklists.Server.Pages;

/// <summary>Hands out the sender's original, byte for byte, always as a download: it is a stranger's file.</summary>
public sealed class OriginalModel(VillageListView lists) : ViewerPage
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await lists.OriginalAsync(id, ct) is { } original && AccessRules.Sees(Viewer, original.Submission.VillageCode)
            ? File(original.File.Content, "application/octet-stream", original.Submission.FileName)
            : NotFound();
}
