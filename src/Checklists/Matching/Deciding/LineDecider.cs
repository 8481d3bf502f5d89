using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Lexicon;

namespace Checklists.Matching.Deciding;

/// <summary>From what the indexes and models say of one task to a decision: the models propose, the rules limit.</summary>
internal sealed class LineDecider(ClassSpace classes, TrainedModel model, Thresholds thresholds, ItemCues itemCues)
{
    private static readonly CueClass[] Demands =
        [CueClass.Responsible, CueClass.Quota, CueClass.Enforce, CueClass.Burden, CueClass.Coerce];

    /// <summary>Decides; <see cref="LineSignals.Blend"/> must be filled.</summary>
    /// <param name="signals">What is known of the task.</param>
    /// <param name="kind">Duty, signboard or proof.</param>
    /// <param name="isPart">A part of a line was divided off because it names an item, so it is not vague.</param>
    public Decision Decide(LineSignals signals, DutyKind kind, bool isPart = false)
    {
        Span<float> figures = stackalloc float[DecisionFeatures.Count];
        Span<float> probabilities = stackalloc float[VerdictClasses.Count];
        DecisionFeatures.Write(signals, classes, kind, figures);
        model.Decision.Probabilities(figures, probabilities);
        var verdict = MostUseful(probabilities, isPart ? double.PositiveInfinity : thresholds.Vague);
        var item = Decision.BestItem(signals, classes, verdict);
        if (item < 0 && verdict is not (VerdictKind.Unlisted or VerdictKind.Ambiguous))
        {
            verdict = VerdictKind.Ambiguous;
        }

        var probability = probabilities[(int)verdict];
        var risk = probabilities[(int)VerdictKind.Prohibited];
        var certainty = item < 0 ? 0 : Certainty(signals, item, probability);
        var decision = new Decision(verdict, item, probability, risk, certainty, Rule.Unsure);
        return decision with { Rule = Settle(decision, signals, kind) };
    }

    // "Too vague" helps nobody unless it is so: a person is better served by the likeliest answer, marked unsure.
    private static VerdictKind MostUseful(Span<float> probabilities, double vague)
    {
        var verdict = Decision.MostProbable(probabilities);
        if (verdict != VerdictKind.Ambiguous || probabilities[(int)verdict] >= vague)
        {
            return verdict;
        }

        Span<float> others = stackalloc float[VerdictClasses.Count];
        probabilities.CopyTo(others);
        others[(int)VerdictKind.Ambiguous] = 0;
        return Decision.MostProbable(others);
    }

    private float Certainty(LineSignals signals, int item, float probability)
    {
        Span<float> figures = stackalloc float[ItemCertainty.Names.Count];
        ItemCertainty.Write(signals, classes, item, probability, figures);
        return model.Certainty.Probability(figures);
    }

    private Rule Settle(Decision d, LineSignals signals, DutyKind kind) => d.Verdict switch
    {
        VerdictKind.Unlisted => Rule.Unlisted,
        VerdictKind.Ambiguous => Rule.Vague,
        _ when !classes.IsLearned(d.Item) => Rule.ItemNotLearned,
        VerdictKind.Prohibited => SettleProhibited(d, signals),
        _ => SettleCompliant(d, signals, kind),
    };

    private Rule SettleProhibited(Decision d, LineSignals signals)
    {
        if (d.Probability < thresholds.Prohibited || d.Certainty < thresholds.Item)
        {
            return Rule.Unsure;
        }

        return signals.CueWeights[(int)CueClass.Emergency] > 0 ? Rule.Emergency : Rule.Proposed;
    }

    private Rule SettleCompliant(Decision d, LineSignals signals, DutyKind kind)
    {
        if (d.Probability < thresholds.Compliant || d.Risk > thresholds.Risk || d.Certainty < thresholds.Item)
        {
            return Rule.Unsure;
        }

        foreach (var demand in Demands)
        {
            if (signals.CueWeights[(int)demand] >= thresholds.StrongCue && !itemCues.Carries(d.Item, demand, thresholds.StrongCue))
            {
                return signals.CueWeights[(int)CueClass.Negation] > 0 ? Rule.Negated : Rule.DemandBesideItem;
            }
        }

        return NamesOtherKind(d, signals, kind) ? Rule.OtherKind : Rule.Passed;
    }

    private bool NamesOtherKind(Decision d, LineSignals signals, DutyKind kind) =>
        kind == DutyKind.Duty
        && ((signals.CueWeights[(int)CueClass.Proof] >= thresholds.StrongCue && !itemCues.Carries(d.Item, CueClass.Proof, thresholds.StrongCue))
            || (signals.CueWeights[(int)CueClass.Sign] >= thresholds.StrongCue && !itemCues.Carries(d.Item, CueClass.Sign, thresholds.StrongCue)));
}
