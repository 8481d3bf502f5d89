namespace Checklists.Matching;

/// <summary>What is said of a line, in the order of strictness: a compound line takes its strictest part.</summary>
public enum VerdictKind
{
    /// <summary>主责: the village's own duty.</summary>
    Primary = 0,

    /// <summary>协助: the village helps within the list's conditions.</summary>
    Assisting = 1,

    /// <summary>清单外: not on the list; not accepted until admitted (准入).</summary>
    Unlisted = 2,

    /// <summary>待研判: too vague or contradictory; a person asks or decides.</summary>
    Ambiguous = 3,

    /// <summary>负面: goes back to the department that assigned it.</summary>
    Prohibited = 4,
}

/// <summary>Why a line is prohibited although its topic is not.</summary>
public enum Finding
{
    /// <summary>超出协助边界: an assisting topic with targets, letters, advance payment or ranking attached.</summary>
    AssistingExceeded,

    /// <summary>涉嫌变相转嫁: the same in substance as a duty already withdrawn.</summary>
    Disguised,
}
