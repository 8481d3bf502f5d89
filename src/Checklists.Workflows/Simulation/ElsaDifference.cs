namespace Checklists.Workflows.Simulation;

/// <summary>
/// A place where this runtime deliberately does something else than Elsa 3.8. The list below is the only one: the conformance test
/// and the documentation read it.
/// </summary>
/// <param name="Case">The golden case that shows the difference; null when no golden case does.</param>
/// <param name="Elsa">What Elsa 3.8 does.</param>
/// <param name="Here">What happens here.</param>
/// <param name="Reason">Why.</param>
public sealed record ElsaDifference(string? Case, string Elsa, string Here, string Reason)
{
    /// <summary>Every deliberate difference.</summary>
    public static IReadOnlyList<ElsaDifference> All { get; } =
    [
        new("variable-bad-conversion",
            "Text that is no number, put into an Int32 variable, silently becomes 0.",
            "The activity fails with an incident that names the variable, the value and the type.",
            "A number nobody gave must not go on into a decision."),
        new("end-parallel",
            "When End completes a flowchart in which another branch still waits, the flowchart's completion is recorded twice.",
            "It is recorded once.",
            "An activity completes once; whoever counts completions would count it twice."),
        new(null,
            "When End completes a flowchart, activities of other branches that are queued already still run, after the workflow has completed.",
            "They are withdrawn.",
            "End ends its container; nothing may happen in it afterwards."),
        new(null,
            "A WaitAny join runs twice, and all that follows it, when a branch begins to wait between the moment the join is scheduled and the moment it runs.",
            "It runs once.",
            "WaitAny means: go on once, with the first."),
        new(null,
            "Cancelling a nested flowchart whose activities wait completes it, and its followers run.",
            "It is cancelled with everything inside, and its arrows count as not followed.",
            "What was cancelled did not happen."),
        new(null,
            "Variables without a storage driver, and inputs without one, are lost when the instance suspends.",
            "Inputs and variables always survive a suspension; the validator warns about a definition that Elsa would run differently.",
            "A value must not depend on whether the instance happened to wait."),
        new(null,
            "The instance is stored after its first burst, and a step is committed in several parts.",
            "The instance's row exists before the first activity, and each step commits as a whole.",
            "After a crash an instance is never gone and never half written."),
        new(null,
            "A stimulus that finds no bookmark is kept for a minute.",
            "It is kept until a bookmark takes it or its lifetime (30 days by default) ends.",
            "A decision that was made early must not be lost because a step took longer."),
        new(null,
            "An activity of an unknown type does no harm as long as it is not reached.",
            "Publishing refuses the definition; only the simulated runner runs it, with a warning, and fails where Elsa fails.",
            "What is not supported must be known before a village depends on it."),
    ];
}
