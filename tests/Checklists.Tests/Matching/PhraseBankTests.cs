using Checklists.Catalogue;
using Checklists.Matching;
using Xunit;

namespace Checklists.Tests.Matching;

/// <summary>The phrase bank is a part of the product, so it is checked as data.</summary>
public sealed class PhraseBankTests
{
    private static IEnumerable<LabelledPhrase> Tasks => SampleMatcher.Data.Phrases.SelectMany(p => p.Parts.Count == 0 ? [p] : p.Parts);

    [Fact]
    public void Every_item_has_at_least_ten_labelled_wordings()
    {
        var counts = Tasks.SelectMany(p => p.Codes).CountBy(c => c).ToDictionary();

        Assert.Empty(SampleMatcher.Catalogue.Items.Where(i => counts.GetValueOrDefault(i.Code) < 10).Select(i => i.Code));
    }

    [Fact]
    public void Labels_name_items_of_the_list_and_agree_with_their_category()
    {
        var wrong = Tasks.Where(p => p.Verdict is not (VerdictKind.Ambiguous or VerdictKind.Unlisted))
            .Where(p => p.Codes.Count == 0 || p.Codes.Any(c => SampleMatcher.Catalogue.Find(c) is not { } item || !Agrees(p.Verdict, item)))
            .Where(p => p.Parts.Count == 0 && !IsCompoundWithoutParts(p));

        Assert.Empty(wrong.Select(p => $"{p.Source} {p.Text}"));
    }

    [Fact]
    public void Unlisted_lines_cite_nothing()
    {
        Assert.Empty(Tasks.Where(p => p.Verdict == VerdictKind.Unlisted && p.Codes.Count > 0).Select(p => p.Source));
    }

    [Fact]
    public void A_compound_line_takes_its_strictest_part()
    {
        var wrong = SampleMatcher.Data.Phrases.Where(p => p.Parts.Count > 0 && p.Parts.Max(part => part.Verdict) != p.Verdict);

        Assert.Empty(wrong.Select(p => $"{p.Source} {p.Text}"));
    }

    [Fact]
    public void One_wording_never_has_two_verdicts()
    {
        // Parts are left out: what is vague alone may be clear beside its neighbours.
        var contradictions = SampleMatcher.Data.Phrases
            .GroupBy(p => (SampleMatcher.Matcher.WordingKey(p.Text), p.Kind))
            .Where(g => g.Select(p => p.Verdict).Distinct().Count() > 1);

        Assert.Empty(contradictions.Select(g => $"{g.Key}: {string.Join('、', g.Select(p => p.Source))}"));
    }

    private static bool Agrees(VerdictKind verdict, CatalogueItem item) => verdict switch
    {
        VerdictKind.Primary => item.Category == DutyCategory.Primary,
        VerdictKind.Assisting => item.Category == DutyCategory.Assisting,
        _ => item.Category == DutyCategory.Prohibited,
    };

    // Some lines name several items without being divided; the strictest of them then gives the verdict.
    private static bool IsCompoundWithoutParts(LabelledPhrase p) => p.Codes.Count > 1
        && p.Codes.Select(c => SampleMatcher.Catalogue.Find(c)).Any(i => i is not null && Agrees(p.Verdict, i));
}
