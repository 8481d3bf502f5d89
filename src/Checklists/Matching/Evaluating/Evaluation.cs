using Checklists.Catalogue;

namespace Checklists.Matching.Evaluating;

/// <summary>A line with its right answer and what the matcher said of it.</summary>
/// <param name="Truth">The right answer.</param>
/// <param name="Answer">What the matcher said.</param>
public sealed record EvaluatedLine(LabelledPhrase Truth, Assessment Answer)
{
    /// <summary>Whether the verdict is the right one.</summary>
    public bool VerdictRight => Answer.Verdict == Truth.Verdict;

    /// <summary>Whether the first cited item is a right one.</summary>
    public bool ItemRight => Answer.Codes.Count > 0 && IsRight(Answer.Codes[0]);

    /// <summary>Whether exactly the right items are cited (or, for a single task, one that is equally right).</summary>
    public bool ItemsRight => Truth.Parts.Count == 0 ? ItemRight && Answer.Codes.Count == 1 : Truth.Codes.ToHashSet().SetEquals(Answer.Codes);

    /// <summary>Whether one of the first three candidates is right.</summary>
    public bool ItemAmongThree => Answer.Candidates.Take(3).Any(c => IsRight(c.Code)) || ItemRight;

    /// <summary>Whether the line is truly on the list: neither unlisted nor too vague.</summary>
    public bool IsListed => Truth.Verdict is not (VerdictKind.Unlisted or VerdictKind.Ambiguous);

    /// <summary>The worst error: a prohibited line that passes without a person.</summary>
    public bool PassedWrongly => Truth.Verdict == VerdictKind.Prohibited && Answer.Auto && Answer.Verdict != VerdictKind.Prohibited;

    /// <summary>The second worst: a department asked to take back a duty that is in order.</summary>
    public bool AccusedWrongly =>
        Truth.Verdict is VerdictKind.Primary or VerdictKind.Assisting && Answer.Auto && Answer.Verdict == VerdictKind.Prohibited;

    private bool IsRight(string code) => Truth.Codes.Contains(code) || Truth.AlternativeCodes.Contains(code);
}

/// <summary>How well the matcher did on labelled lines. Shares are 0..1; a share of nothing is 1.</summary>
public sealed class Evaluation
{
    private const int CalibrationBuckets = 10;

    /// <summary>Counts over all lines.</summary>
    public Evaluation(IReadOnlyList<EvaluatedLine> lines)
    {
        Lines = lines;
        Decided = [.. lines.Where(l => l.Answer.Auto)];
        Listed = [.. lines.Where(l => l.IsListed)];
    }

    /// <summary>All lines.</summary>
    public IReadOnlyList<EvaluatedLine> Lines { get; }

    /// <summary>Those decided without a person.</summary>
    public IReadOnlyList<EvaluatedLine> Decided { get; }

    /// <summary>Those truly on the list.</summary>
    public IReadOnlyList<EvaluatedLine> Listed { get; }

    /// <summary>Share decided without a person.</summary>
    public double Coverage => Share(Lines, l => l.Answer.Auto);

    /// <summary>Of those decided, the share with the right verdict.</summary>
    public double DecidedVerdict => Share(Decided, l => l.VerdictRight);

    /// <summary>Of those decided, the share whose first item is right.</summary>
    public double DecidedItem => Share(Decided, l => l.ItemRight);

    /// <summary>Of those on the list, the share with the right verdict, decided or not.</summary>
    public double ForcedVerdict => Share(Listed, l => l.VerdictRight);

    /// <summary>Of those on the list, the share whose first candidate or citation is right, decided or not.</summary>
    public double ForcedItem => Share(Listed, l => l.ItemRight);

    /// <summary>Of those on the list, the share with a right item among the first three.</summary>
    public double AmongThree => Share(Listed, l => l.ItemAmongThree);

    /// <summary>Of the lines of several tasks, the share with exactly the right items.</summary>
    public double CompoundItems => Share([.. Lines.Where(l => l.Truth.Parts.Count > 0)], l => l.ItemsRight);

    /// <summary>Of the lines of one task, the share that was wrongly divided.</summary>
    public double WronglyDivided => 1 - Share([.. Lines.Where(l => l.Truth.Parts.Count == 0)], l => l.Answer.Parts.Count == 1);

    /// <summary>Number of prohibited lines.</summary>
    public int Prohibited => Lines.Count(l => l.Truth.Verdict == VerdictKind.Prohibited);

    /// <summary>Prohibited lines that passed without a person.</summary>
    public IReadOnlyList<EvaluatedLine> PassedWrongly => [.. Lines.Where(l => l.PassedWrongly)];

    /// <summary>Compliant lines called prohibited without a person.</summary>
    public IReadOnlyList<EvaluatedLine> AccusedWrongly => [.. Lines.Where(l => l.AccusedWrongly)];

    /// <summary>Of the unlisted and vague lines, the share that goes to a person.</summary>
    public double UnclearToPerson => Share([.. Lines.Where(l => !l.IsListed)], l => !l.Answer.Auto);

    /// <summary>Number of lines with this truth and this answer.</summary>
    public int Confusion(VerdictKind truth, VerdictKind answer) => Lines.Count(l => l.Truth.Verdict == truth && l.Answer.Verdict == answer);

    /// <summary>Per tenth of claimed confidence: lines, mean claim, share that was right.</summary>
    public IEnumerable<(int Lines, double Claimed, double Right)> Calibration() =>
        from line in Lines
        group line by Math.Min(CalibrationBuckets - 1, (int)(line.Answer.Confidence * CalibrationBuckets)) into bucket
        orderby bucket.Key
        select (bucket.Count(), bucket.Average(l => l.Answer.Confidence), Share([.. bucket], l => l.VerdictRight));

    /// <summary>The evaluation of the lines of one kind.</summary>
    public Evaluation Of(DutyKind kind) => new([.. Lines.Where(l => l.Truth.Kind == kind)]);

    /// <summary>Decided lines that are wrong, the worst kind of error and the most confident first.</summary>
    public IEnumerable<EvaluatedLine> WorstErrors() => Decided
        .Where(l => !l.VerdictRight || !l.ItemRight)
        .OrderByDescending(l => l.PassedWrongly)
        .ThenByDescending(l => l.AccusedWrongly)
        .ThenBy(l => l.VerdictRight)
        .ThenByDescending(l => l.Answer.Confidence)
        .ThenBy(l => l.Truth.Source, StringComparer.Ordinal);

    private static double Share(IReadOnlyList<EvaluatedLine> lines, Func<EvaluatedLine, bool> right) =>
        lines.Count == 0 ? 1 : lines.Count(right) / (double)lines.Count;
}
