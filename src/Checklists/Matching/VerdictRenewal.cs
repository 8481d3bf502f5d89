using Checklists.Submissions;

namespace Checklists.Matching;

/// <summary>
/// The next verdict of a line under another version of the list; pure. A person's decision is carried over unless an item that it
/// cites, or that item's counterpart, changed: then a person is asked again.
/// </summary>
/// <param name="matcher">The matcher for the list in force.</param>
/// <param name="changedCodes">Items that changed since, with their counterparts.</param>
/// <param name="now">When the verdict is given.</param>
public sealed class VerdictRenewal(IDutyMatcher matcher, IReadOnlySet<string> changedCodes, DateTimeOffset now)
{
    /// <summary>The new verdict; the old one stays in the history.</summary>
    public LineVerdict Renew(SubmittedLine line, LineVerdict? current)
    {
        var sequence = (current?.Sequence ?? 0) + 1;
        if (current is null or { Stage: VerdictStage.System })
        {
            return VerdictTable.FromAssessment(line.Id, line.SubmissionId, sequence, matcher.Assess(line.ToInput()), matcher, now);
        }

        return current.Codes.Any(changedCodes.Contains)
            ? AskAgain(line, current, sequence)
            : CarryOver(current, sequence);
    }

    private LineVerdict AskAgain(SubmittedLine line, LineVerdict current, int sequence)
    {
        var assessment = matcher.Assess(line.ToInput());
        var changed = string.Join('、', current.Codes.Where(changedCodes.Contains));
        return VerdictTable.FromAssessment(
            line.Id,
            line.SubmissionId,
            sequence,
            assessment with { Auto = false, Reasons = [$"原复核意见所依据的条目 {changed} 在新版清单中有变动，请重新复核。", .. assessment.Reasons] },
            matcher,
            now);
    }

    private LineVerdict CarryOver(LineVerdict current, int sequence) => new()
    {
        LineId = current.LineId,
        SubmissionId = current.SubmissionId,
        Sequence = sequence,
        IsCurrent = true,
        Stage = current.Stage,
        Verdict = current.Verdict,
        Finding = current.Finding,
        Auto = current.Auto,
        Confidence = current.Confidence,
        Codes = current.Codes,
        Reasons = current.Reasons,
        Details = current.Details,
        CatalogueHash = matcher.CatalogueHash,
        DecidedBy = current.DecidedBy,
        DecidedAt = current.DecidedAt,
    };
}
