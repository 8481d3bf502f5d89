using Checklists.Matching.Analysis;

namespace Checklists.Matching.Deciding;

/// <summary>What is decided of one task.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Item">The cited item's class, or -1.</param>
/// <param name="Probability">Calibrated probability of the verdict.</param>
/// <param name="Risk">Calibrated probability of being prohibited.</param>
/// <param name="Certainty">Calibrated probability that the cited item is right.</param>
/// <param name="Rule">The rule that settled it.</param>
internal readonly record struct Decision(VerdictKind Verdict, int Item, float Probability, float Risk, float Certainty, Rule Rule)
{
    /// <summary>Whether no person is needed.</summary>
    public bool Auto => Rule is Rule.Passed or Rule.Proposed or Rule.AnsweredInForm;

    /// <summary>The verdict with the greatest probability; the stricter of equals.</summary>
    public static VerdictKind MostProbable(ReadOnlySpan<float> probabilities)
    {
        var best = VerdictKind.Primary;
        for (var v = 1; v < probabilities.Length; v++)
        {
            best = probabilities[v] >= probabilities[(int)best] ? (VerdictKind)v : best;
        }

        return best;
    }

    /// <summary>The most probable item under a verdict, or -1 when no item carries that verdict.</summary>
    public static int BestItem(LineSignals signals, ClassSpace classes, VerdictKind verdict)
    {
        var best = -1;
        foreach (var c in signals.Active)
        {
            if (c < classes.Items && classes.Verdict(c) == verdict && signals.Blend[c] > (best < 0 ? 0 : signals.Blend[best]))
            {
                best = c;
            }
        }

        return best;
    }
}

/// <summary>The rules, by the ids under which they are written down in the documentation.</summary>
internal enum Rule
{
    /// <summary>R7: compliant beyond the limits.</summary>
    Passed,

    /// <summary>R8: prohibited beyond the limits.</summary>
    Proposed,

    /// <summary>R11: an answer of the form settles it.</summary>
    AnsweredInForm,

    /// <summary>R9: on no list; a person decides on admission.</summary>
    Unlisted,

    /// <summary>R2: too vague.</summary>
    Vague,

    /// <summary>R1: a demand that is negated.</summary>
    Negated,

    /// <summary>R3: a demanding role word that the item does not carry.</summary>
    DemandBesideItem,

    /// <summary>R4, R5: a proof or board named in a line of another kind.</summary>
    OtherKind,

    /// <summary>R12: an emergency may make it lawful.</summary>
    Emergency,

    /// <summary>R6: the item as it stands in this catalogue is not covered by labelled wordings.</summary>
    ItemNotLearned,

    /// <summary>R13: longer than is looked at.</summary>
    TooLong,

    /// <summary>R10: not sure enough.</summary>
    Unsure,
}
