using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Platform;

namespace Checklists.Tests.Matching;

/// <summary>The matcher over the sample list, built once for all tests that only read it.</summary>
internal static class SampleMatcher
{
    private static readonly Lazy<(CatalogueVersion Catalogue, MatchingData Data, DutyMatcher Matcher)> Shared = new(() =>
    {
        var catalogue = CatalogueFile.Read(Path.Combine(ProductFiles.Seeds, "catalogue.json"));
        var data = MatchingData.Load(ProductFiles.Seeds);
        return (catalogue, data, DutyMatcher.Build(catalogue, data));
    });

    public static CatalogueVersion Catalogue => Shared.Value.Catalogue;

    public static MatchingData Data => Shared.Value.Data;

    public static DutyMatcher Matcher => Shared.Value.Matcher;

    public static Assessment Assess(string text, DutyKind kind = DutyKind.Duty, LineFlags? flags = null) =>
        Matcher.Assess(new LineInput(text, kind, null, flags));
}
