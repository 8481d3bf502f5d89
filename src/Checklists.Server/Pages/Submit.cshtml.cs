using Checklists.Identity;
using Checklists.Regions;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>Takes in a village's list as a file: whole, or not at all with every place that is wrong.</summary>
[RequestSizeLimit(UploadLimit.UploadBytes)]
public sealed class SubmitModel(SubmissionIntake intake, VillageListView lists, RegionDirectory regions) : ViewerPage
{
    public Region Village { get; private set; } = null!;

    public Submission? Standing { get; private set; }

    public IntakeResult.Refused? Refused { get; private set; }

    public IntakeResult.AlreadyReceived? Already { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, IFormFile? file, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotFound();
        }

        if (file is null || file.Length == 0)
        {
            Error = file is null ? "没有选择文件。请先选择要上传的清单文件。" : $"文件“{file.FileName}”是空的，没有内容。请确认已保存后再上传。";
            return Unaccepted();
        }

        using var read = new MemoryStream();
        await file.CopyToAsync(read, ct);
        switch (await intake.ReceiveAsync(new IncomingList(file.FileName, read.ToArray(), code, SubmissionChannel.Web, Viewer.UserName), ct))
        {
            case IntakeResult.Accepted accepted:
                Announce([$"清单已收入，共 {accepted.LineCount} 行。", .. accepted.Notices]);
                return LocalRedirect($"/village/{code}");
            case IntakeResult.AlreadyReceived already:
                Already = already;
                return Page();
            case IntakeResult.Refused refused:
                Refused = refused;
                return Unaccepted();
            case var other:
                throw new InvalidOperationException($"Unknown intake result {other.GetType().Name}.");
        }
    }

    private PageResult Unaccepted()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, code, RegionLevel.Village, ct) is not { } village || !AccessRules.MaySubmit(Viewer, code))
        {
            return false;
        }

        Village = village;
        Standing = (await lists.HistoryAsync(code, ct)).FirstOrDefault(s => s.Status != SubmissionStatus.Superseded);
        return true;
    }
}
