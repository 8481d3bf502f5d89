using Checklists.Catalogue;
using Checklists.Matching.Analysis;
using Checklists.Matching.Deciding;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching;

/// <summary>Puts a decision into the words of an official: what was found, by which item and law, what else it might be, and why a person is asked.</summary>
internal sealed class Explanation(ClassSpace classes, LineAnalyzer analyzer, LineInput line, MatchScratch scratch, int length)
{
    private const int MostWords = 4;
    private const int MostLaws = 2;
    private const float TellingWeight = 1.5f;

    private static readonly (CueClass Class, string Words)[] DemandWords =
    [
        (CueClass.Responsible, "签订责任书、明确村级责任"),
        (CueClass.Quota, "下达指标、考核排名"),
        (CueClass.Enforce, "执法、处罚或者代行审批"),
        (CueClass.Burden, "代收垫付、留痕或者报数"),
        (CueClass.Coerce, "强制要求"),
    ];

    /// <summary>The reasons, most important first.</summary>
    public List<string> Write(Decision decision, Finding? finding, int runnerUp)
    {
        var reasons = new List<string> { $"系统初核意见：{VerdictText.Label(decision.Verdict, finding, line.Kind)}。" };
        if (decision.Item >= 0 && decision.Verdict != VerdictKind.Unlisted)
        {
            AddItem(reasons, decision);
        }

        AddCues(reasons, decision);
        AddFlags(reasons, finding);
        if (runnerUp >= 0)
        {
            var other = classes.Catalogue.Items[runnerUp];
            reasons.Add($"其次接近：{other.Code}“{other.Title}”（{CatalogueWords.Chinese(other.Category, other.Kind)}）。");
        }

        reasons.Add(Because(decision));
        return reasons;
    }

    private void AddItem(List<string> reasons, Decision decision)
    {
        var item = classes.Catalogue.Items[decision.Item];
        var cited = decision.Auto ? "对照" : "拟对照";
        reasons.Add($"{cited}清单{item.Code}“{item.Title}”（{CatalogueWords.Chinese(item.Category, item.Kind)}）。");
        var words = MatchedWords(decision.Item);
        if (words.Count > 0)
        {
            reasons.Add($"原文{string.Join("、", words.Select(w => $"“{w}”"))}与该条用语相符。");
        }

        if (item.LegalBasis.Count > 0)
        {
            reasons.Add($"依据：{string.Join("、", item.LegalBasis.Take(MostLaws))}。");
        }

        if (decision.Verdict is VerdictKind.Primary or VerdictKind.Assisting && item.Conditions.Length > 0)
        {
            reasons.Add($"条件：{item.Conditions}。");
        }
    }

    // Runs of neighbouring bigrams that speak for the item, as the village wrote them.
    private List<string> MatchedWords(int item)
    {
        var text = scratch.Text.AsSpan(0, length);
        var runs = new List<(int From, int To, float Weight)>();
        for (var i = 0; i + 1 < length; i++)
        {
            if (CharacterFolding.IsSeparator(text[i]) || CharacterFolding.IsSeparator(text[i + 1]))
            {
                continue;
            }

            var weight = analyzer.Weight(text[i], text[i + 1], item);
            if (weight < TellingWeight)
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].To >= i)
            {
                runs[^1] = (runs[^1].From, i + 1, runs[^1].Weight + weight);
            }
            else
            {
                runs.Add((i, i + 1, weight));
            }
        }

        return [.. runs.OrderByDescending(r => r.Weight).Take(MostWords).OrderBy(r => r.From).Select(r => Original(r.From, r.To)).Distinct()];
    }

    private void AddCues(List<string> reasons, Decision decision)
    {
        if (decision.Verdict is not (VerdictKind.Prohibited or VerdictKind.Ambiguous) && decision.Auto)
        {
            return;
        }

        foreach (var (cueClass, words) in DemandWords)
        {
            var found = scratch.Whole.Cues.Where(c => c.Class == cueClass && c.Weight >= 0.7f)
                .Select(c => Original(c.Start, c.End - 1)).Distinct().Take(MostWords).ToList();
            if (found.Count > 0)
            {
                reasons.Add($"原文{string.Join("、", found.Select(w => $"“{w}”"))}表示{words}。");
            }
        }
    }

    private void AddFlags(List<string> reasons, Finding? finding)
    {
        if (line.Flags is not { } flags)
        {
            return;
        }

        (bool? Answer, string Words)[] answers =
        [
            (flags.ResponsibilityLetter, "要求签责任书"),
            (flags.Target, "定有指标"),
            (flags.Ranking, "排名考核"),
            (flags.AdvancePayment, "要求代收垫付"),
            (flags.Reporting, "要求填表报数"),
        ];
        var yes = answers.Where(a => a.Answer == true).Select(a => a.Words).ToList();
        if (yes.Count > 0)
        {
            reasons.Add($"村里填报：{string.Join("、", yes)}{(finding == Finding.AssistingExceeded ? "，超出清单规定的协助方式" : string.Empty)}。");
        }

        if (flags.Funding == false)
        {
            reasons.Add("村里填报：没有落实经费；依法应由委托部门提供。");
        }
    }

    private static string Because(Decision decision) => decision.Rule switch
    {
        Rule.Passed => "规则R7：符合清单，把握充分，且未见超出清单的要求。",
        Rule.Proposed => "规则R8：属负面清单情形，把握充分；由派交单位收回，村级不承担责任。",
        Rule.AnsweredInForm => "规则R11：以村里在表中的填报为准。",
        Rule.Unlisted => "规则R9：清单中没有对应条目，须由人工核对后办理准入。",
        Rule.Vague => "规则R2：只写了事项名称或者表述不清，看不出村级做什么，请补充做法和要求。",
        Rule.Negated => "规则R1：原文对负面要求作了否定，须人工研判。",
        Rule.DemandBesideItem => "规则R3：事项属清单范围，但原文另有清单未列的要求，须人工研判。",
        Rule.OtherKind => "规则R4：事项中提到证明或者标牌，须人工分开核对。",
        Rule.Emergency => "规则R12：应急响应期间的临时要求可以合法，须人工研判。",
        Rule.ItemNotLearned => "规则R6：该清单条目尚无已核定的村级用语，须人工研判。",
        Rule.TooLong => $"规则R13：原文超过{WordingNormalizer.MaxLength}字，请分行填写。",
        _ => $"规则R10：把握不足（意见{Percent(decision.Probability)}，条目{Percent(decision.Certainty)}），须人工研判。",
    };

    private static string Percent(float probability) => $"{(int)MathF.Round(probability * 100)}%";

    private string Original(int from, int to) => line.Text[scratch.Origins[from]..(scratch.Origins[to] + 1)];
}
