using Checklists.Matching.Analysis;

namespace Checklists.Matching.Deciding;

/// <summary>R11: what the village ticked in the form outweighs what its wording leaves open.</summary>
internal static class FormAnswers
{
    /// <summary>Settles a decision by the form's answers.</summary>
    public static (Decision Decision, Finding? Finding) Settle(
        Decision decision, LineFlags? flags, LineSignals signals, ClassSpace classes, Thresholds thresholds)
    {
        if (flags is null)
        {
            return (decision, null);
        }

        if (flags.ResponsibilityLetter == true || flags.Target == true || flags.Ranking == true || flags.AdvancePayment == true)
        {
            return Exceeded(decision, signals, classes, thresholds);
        }

        return (Cleared(decision, flags, signals, classes, thresholds), null);
    }

    private static (Decision Decision, Finding? Finding) Exceeded(
        Decision d, LineSignals signals, ClassSpace classes, Thresholds thresholds)
    {
        if (d.Verdict == VerdictKind.Prohibited)
        {
            return (d.Rule == Rule.Unsure && d.Certainty >= thresholds.Item ? d with { Rule = Rule.AnsweredInForm } : d, null);
        }

        // The topic is kept: the department is told which duty of its own it has overburdened.
        var topic = Topic(d, signals, classes);
        if (topic < 0)
        {
            return (d with { Verdict = VerdictKind.Prohibited, Item = -1, Rule = Rule.Unsure }, null);
        }

        Finding? finding = classes.Verdict(topic) == VerdictKind.Assisting ? Finding.AssistingExceeded : null;
        var sure = d.Verdict is VerdictKind.Assisting or VerdictKind.Primary && d.Certainty >= thresholds.Item && finding is not null;
        return (d with { Verdict = VerdictKind.Prohibited, Item = topic, Rule = sure ? Rule.AnsweredInForm : Rule.Unsure }, finding);
    }

    // All four questions answered no: a bare topic is then the help or the self-government that it names.
    private static Decision Cleared(Decision d, LineFlags flags, LineSignals signals, ClassSpace classes, Thresholds thresholds)
    {
        var allNo = flags is { ResponsibilityLetter: false, Target: false, Ranking: false, AdvancePayment: false };
        if (!allNo || d.Verdict != VerdictKind.Ambiguous || d.Risk > thresholds.Risk)
        {
            return d;
        }

        var (assisting, primary) = (
            Decision.BestItem(signals, classes, VerdictKind.Assisting),
            Decision.BestItem(signals, classes, VerdictKind.Primary));
        var item = primary < 0 || (assisting >= 0 && signals.Blend[assisting] >= signals.Blend[primary]) ? assisting : primary;
        return item < 0 ? d : d with { Verdict = classes.Verdict(item), Item = item, Probability = 1 - d.Probability, Rule = Rule.Unsure };
    }

    private static int Topic(Decision d, LineSignals signals, ClassSpace classes)
    {
        if (d.Verdict is VerdictKind.Assisting or VerdictKind.Primary)
        {
            return d.Item;
        }

        var assisting = Decision.BestItem(signals, classes, VerdictKind.Assisting);
        return assisting >= 0 ? assisting : Decision.BestItem(signals, classes, VerdictKind.Primary);
    }
}
