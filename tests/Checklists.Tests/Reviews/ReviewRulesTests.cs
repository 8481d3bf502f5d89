using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Reviews;
using Xunit;

namespace Checklists.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly CatalogueVersion Catalogue = new(
        "样例清单",
        "1",
        new DateOnly(2026, 1, 1),
        "样例",
        [Item("Z001", DutyCategory.Primary), Item("X034", DutyCategory.Assisting), Item("F013", DutyCategory.Prohibited)]);

    [Theory]
    [InlineData(VerdictKind.Primary, "Z001")]
    [InlineData(VerdictKind.Assisting, "X034")]
    [InlineData(VerdictKind.Assisting, "X034,Z001")]
    [InlineData(VerdictKind.Prohibited, "F013")]
    [InlineData(VerdictKind.Unlisted, "")]
    public void A_decision_that_fits_the_list_is_taken(VerdictKind verdict, string codes) =>
        Assert.Null(ReviewRules.Objection(Decision(verdict, codes), Catalogue));

    [Theory]
    [InlineData(VerdictKind.Ambiguous, "", "不是复核意见")]
    [InlineData(VerdictKind.Primary, "", "请选择所依据的清单条目")]
    [InlineData(VerdictKind.Primary, "F013", "类别不一致")]
    [InlineData(VerdictKind.Prohibited, "X034", "类别不一致")]
    [InlineData(VerdictKind.Unlisted, "Z001", "清单外事项不引用")]
    [InlineData(VerdictKind.Primary, "Q999", "没有条目“Q999”")]
    public void A_decision_that_contradicts_the_list_is_refused_with_the_remedy(VerdictKind verdict, string codes, string message) =>
        Assert.Contains(message, ReviewRules.Objection(Decision(verdict, codes), Catalogue), StringComparison.Ordinal);

    [Fact]
    public void An_assisting_item_can_be_exceeded_but_only_as_prohibited()
    {
        var exceeded = Decision(VerdictKind.Prohibited, "X034") with { Finding = Finding.AssistingExceeded };

        Assert.Null(ReviewRules.Objection(exceeded, Catalogue));
        Assert.NotNull(ReviewRules.Objection(exceeded with { Verdict = VerdictKind.Assisting }, Catalogue));
    }

    [Fact]
    public void A_reason_may_have_500_characters_and_no_more()
    {
        var decision = Decision(VerdictKind.Primary, "Z001") with { Reason = new string('由', 500) };

        Assert.Null(ReviewRules.Objection(decision, Catalogue));
        Assert.Contains("501", ReviewRules.Objection(decision with { Reason = decision.Reason + "。" }, Catalogue), StringComparison.Ordinal);
    }

    private static ReviewDecision Decision(VerdictKind verdict, string codes) =>
        new(Guid.Empty, null, verdict, null, codes.Split(',', StringSplitOptions.RemoveEmptyEntries), string.Empty, "township");

    private static CatalogueItem Item(string code, DutyCategory category) => new(
        code, DutyKind.Duty, category, "样例", $"事项{code}", string.Empty, [], [], string.Empty, string.Empty, ItemPermission.Allowed, []);
}
