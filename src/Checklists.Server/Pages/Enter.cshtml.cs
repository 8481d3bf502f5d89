using Checklists.Identity;
using Checklists.Regions;
using Checklists.Server.Web;
using Checklists.Submissions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>A list typed in on the page; it goes through the same intake as a file.</summary>
public sealed class EnterModel(SubmissionIntake intake, VillageListView lists, RegionDirectory regions) : ViewerPage
{
    /// <summary>Lines that are added at a time.</summary>
    public const int More = 5;

    private const int FirstLines = 5;

    // Fields of so many lines stay within the form's limits.
    private const int MostLines = 130;
    private const string FileName = "网页填写.jsonl";
    private static readonly string[] KnownChannels = ["文件", "会议", "微信", "电话", "系统"];

    public Region Village { get; private set; } = null!;

    [BindProperty]
    public IList<EntryLine> Lines { get; private set; } = [];

    public IntakeResult.Refused? Refused { get; private set; }

    public IntakeResult.AlreadyReceived? Already { get; private set; }

    public string? Error { get; private set; }

    /// <summary>There is a standing list that fits into the form.</summary>
    public bool MayStartFromStanding { get; private set; }

    /// <summary>The usual ways, and the one that a standing line names.</summary>
    public static IEnumerable<string> Channels(string? given) =>
        string.IsNullOrEmpty(given) || KnownChannels.Contains(given) ? KnownChannels : KnownChannels.Append(given);

    public async Task<IActionResult> OnGetAsync(string code, string? from, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        var standing = await lists.StandingAsync(code, ct);
        MayStartFromStanding = from is null && standing is { Lines.Count: <= MostLines };
        if (from == "standing" && standing is { Lines.Count: <= MostLines })
        {
            Lines = [.. standing.Lines.Select(l => EntryLine.Of(l.Line))];
        }

        AddBlank(Lines.Count == 0 ? FirstLines : 1);
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        AddBlank(More);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await EnterAsync(code, ct))
        {
            return NotFound();
        }

        if (Lines.All(l => l.IsBlank))
        {
            Error = "还没有填写任何一行。请至少填写一行“事项原文”再提交。";
            AddBlank(Math.Max(0, FirstLines - Lines.Count));
            return Unaccepted();
        }

        var content = EntryLine.ToJsonLines(Lines, code);
        switch (await intake.ReceiveAsync(new IncomingList(FileName, content, code, SubmissionChannel.Web, Viewer.UserName), ct))
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

    private async Task<bool> EnterAsync(string code, CancellationToken ct)
    {
        if (await regions.FindAsync(Viewer, code, RegionLevel.Village, ct) is not { } village || !AccessRules.MaySubmit(Viewer, code))
        {
            return false;
        }

        Village = village;
        return true;
    }

    private void AddBlank(int count)
    {
        for (var i = 0; i < count && Lines.Count < MostLines; i++)
        {
            Lines.Add(new EntryLine());
        }
    }
}
