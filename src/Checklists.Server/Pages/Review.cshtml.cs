using Checklists.Catalogue;
using Checklists.Identity;
using Checklists.Matching;
using Checklists.Reviews;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>One line that a person decides, or corrects; afterwards the next one that waits.</summary>
public sealed class ReviewModel(TownshipDesk desk, ReviewDesk reviews, CatalogueStore catalogues) : ViewerPage
{
    /// <summary>Choice that stands for prohibited with <see cref="Matching.Finding.AssistingExceeded"/>.</summary>
    public const string Exceeded = nameof(Matching.Finding.AssistingExceeded);

    /// <summary>Choice that stands for prohibited with <see cref="Matching.Finding.Disguised"/>.</summary>
    public const string Disguised = nameof(Matching.Finding.Disguised);

    private static readonly char[] CodeSeparators = ['、', '，', ',', ';', '；', ' ', '　', '\t'];

    public ReviewFolder Folder { get; private set; } = null!;

    public string? Error { get; private set; }

    public string? Reason { get; private set; }

    public string? Codes { get; private set; }

    public VerdictKind? Verdict { get; private set; }

    public Finding? Finding { get; private set; }

    /// <summary>The version that the shown form decides on.</summary>
    public uint Version => Folder.Desk.Review.Version;

    public bool MayDecide => AccessRules.MayDecide(Viewer, Folder.Desk.Review.TownshipCode);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, uint version, string? item, string? verdict, string? codes, string? reason, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !MayDecide)
        {
            return NotFound();
        }

        (Reason, Codes) = (reason?.Trim(), codes?.Trim());
        Choose(verdict);
        var decision = string.IsNullOrEmpty(item) ? Otherwise(version) : await ByItemAsync(item, version, ct);
        return decision is null ? Refuse() : await DecideAsync(decision, ct);
    }

    private async Task<IActionResult> DecideAsync(ReviewDecision decision, CancellationToken ct)
    {
        switch (await reviews.DecideAsync(decision, ct))
        {
            case DecisionResult.Decided decided:
                return await GoOnAsync(decided, decision, ct);
            case DecisionResult.Conflict conflict:
                // Show what the other one decided, and let this person decide again on that state.
                await LoadAsync(decision.ReviewId, ct);
                Error = $"“{conflict.DecidedBy}”已先对这一行作出复核意见，您的意见没有写入。请看下面的现有意见，确需更正的再提交一次。";
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case DecisionResult.Invalid invalid:
                Error = invalid.Message;
                return Refuse();
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> GoOnAsync(DecisionResult.Decided decided, ReviewDecision decision, CancellationToken ct)
    {
        var (line, village) = (Folder.Desk.Line, Folder.Desk.Village);
        var label = VerdictText.Label(decision.Verdict, decision.Finding, line.Kind);
        Announce($"{village.Name}第 {line.Number} 行已复核为“{label}”。点错了可在待复核页“最近已复核”中更正。"
            + (decided.OpenLeft == 0 ? "该村清单已全部复核。" : $"该村还有 {decided.OpenLeft} 行。"));
        var township = Folder.Desk.Review.TownshipCode;
        return await desk.NextAsync(township, village.Code, line.Number, ct) is { } next
            ? LocalRedirect($"/reviews/{next}")
            : LocalRedirect($"/township/{township}");
    }

    private async Task<ReviewDecision?> ByItemAsync(string code, uint version, CancellationToken ct)
    {
        if ((await catalogues.CurrentAsync(ct)).Find(code) is not { } item)
        {
            Error = $"现行清单里没有编号“{code}”的事项，清单可能刚更新过。请重新选择。";
            return null;
        }

        var verdict = item.Category switch
        {
            DutyCategory.Primary => VerdictKind.Primary,
            DutyCategory.Assisting => VerdictKind.Assisting,
            _ => VerdictKind.Prohibited,
        };
        var reason = string.IsNullOrEmpty(Reason) ? $"经复核，与清单事项 {item.Code}“{item.Title}”一致。" : Reason;
        return new ReviewDecision(Folder.Desk.Review.Id, version, verdict, null, [item.Code], reason, Viewer.UserName);
    }

    private ReviewDecision? Otherwise(uint version)
    {
        if (Verdict is not { } verdict)
        {
            Error = "请选择一项复核意见，或者点一个清单事项。";
            return null;
        }

        if (string.IsNullOrEmpty(Reason))
        {
            Error = "另行认定的，请写明核实情况和理由，村里和派交单位都会看到。";
            return null;
        }

        string[] codes = [.. (Codes ?? "").ToUpperInvariant().Split(CodeSeparators, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        return new ReviewDecision(Folder.Desk.Review.Id, version, verdict, Finding, codes, Reason, Viewer.UserName);
    }

    private void Choose(string? choice)
    {
        Finding = choice switch { Exceeded => Matching.Finding.AssistingExceeded, Disguised => Matching.Finding.Disguised, _ => null };
        Verdict = Finding is not null ? VerdictKind.Prohibited
            : Enum.TryParse<VerdictKind>(choice, out var kind) && Enum.IsDefined(kind) ? kind : null;
    }

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } folder || !AccessRules.Sees(Viewer, folder.Desk.Review.TownshipCode))
        {
            return false;
        }

        Folder = folder;
        return true;
    }
}
