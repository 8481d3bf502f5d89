using Checklists.Matching;

namespace Checklists.Submissions;

/// <summary>How a stored line is put to the matcher.</summary>
public static class SubmittedLineInput
{
    /// <summary>The line's words, kind, issuer and answers.</summary>
    public static LineInput ToInput(this SubmittedLine line) => new(
        line.Text,
        line.Kind,
        line.Issuer,
        new LineFlags(line.ResponsibilityLetter, line.Target, line.Ranking, line.AdvancePayment, line.Reporting, line.Funding));
}
