using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Reviews;

/// <summary>What a decision must look like to fit the provincial list; pure.</summary>
public static class ReviewRules
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLength = 500;

    /// <summary>What is wrong with the decision and what to do; <c>null</c> when nothing is.</summary>
    public static string? Objection(ReviewDecision decision, CatalogueVersion catalogue)
    {
        if (decision.Reason.Length > ReasonLength)
        {
            return $"理由最长 {ReasonLength} 字，现有 {decision.Reason.Length} 字。请缩短后再提交。";
        }

        if (decision.Finding is not null && decision.Verdict != VerdictKind.Prohibited)
        {
            return "“超出协助边界”和“涉嫌变相转嫁”只与负面事项一起使用。请改选意见。";
        }

        return decision.Verdict switch
        {
            VerdictKind.Ambiguous => "“待研判”不是复核意见。请选择主责、协助、负面或清单外；事实不清时请先向村里核实。",
            VerdictKind.Unlisted => decision.Codes.Count == 0 ? null : "清单外事项不引用清单条目。请去掉条目，或改选意见。",
            _ => ItemObjection(decision, catalogue),
        };
    }

    private static string? ItemObjection(ReviewDecision decision, CatalogueVersion catalogue)
    {
        if (decision.Codes.Count == 0)
        {
            return "请选择所依据的清单条目。";
        }

        foreach (var code in decision.Codes)
        {
            if (catalogue.Find(code) is null)
            {
                return $"现行清单中没有条目“{code}”。请从候选条目中选择，或在清单页查找。";
            }
        }

        var strictest = decision.Codes.Max(code => catalogue.Find(code)!.Category);
        return decision.Finding is null && strictest != CategoryOf(decision.Verdict)
            ? "所选意见与所引条目的类别不一致。请改选意见或条目。"
            : null;
    }

    private static DutyCategory CategoryOf(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Primary => DutyCategory.Primary,
        VerdictKind.Assisting => DutyCategory.Assisting,
        _ => DutyCategory.Prohibited,
    };
}
