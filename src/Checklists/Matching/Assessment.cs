namespace Checklists.Matching;

/// <summary>系统初核意见: what the matcher says of one line, with everything needed to explain and to replay it.</summary>
/// <param name="Verdict">The line's verdict; the strictest of its parts.</param>
/// <param name="Finding">Set only when <paramref name="Verdict"/> is prohibited for a reason beyond the topic.</param>
/// <param name="Auto"><c>false</c> when a person must decide.</param>
/// <param name="Codes">Cited items of the list, most certain first; empty for unlisted.</param>
/// <param name="Confidence">Calibrated probability that the verdict is right, 0..1.</param>
/// <param name="Reasons">Plain Chinese, the words of an official.</param>
/// <param name="Candidates">The items considered, best first; at most five.</param>
/// <param name="Parts">One entry per task in the line, in order; a single task gives one entry.</param>
public sealed record Assessment(
    VerdictKind Verdict,
    Finding? Finding,
    bool Auto,
    IReadOnlyList<string> Codes,
    double Confidence,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<AssessedPart> Parts);

/// <summary>An item of the list that was considered.</summary>
/// <param name="Code">The item's code.</param>
/// <param name="Score">0..1, comparable within one line only.</param>
public sealed record Candidate(string Code, double Score);

/// <summary>One task within a line.</summary>
/// <param name="Text">The task's own words.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Codes">Its cited items.</param>
public sealed record AssessedPart(string Text, VerdictKind Verdict, IReadOnlyList<string> Codes);
