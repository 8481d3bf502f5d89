using Checklists.Catalogue;
using Xunit;

namespace Checklists.Tests.Catalogue;

public sealed class CatalogueDiffTests
{
    private static readonly CatalogueItem Kept = Item("A1", "宣传征兵政策", "A2");
    private static readonly CatalogueItem Dropped = Item("A2", "下达征兵指标", "A1");

    [Fact]
    public void A_version_differs_from_itself_in_nothing()
    {
        var version = Version(Kept, Dropped);

        var diff = CatalogueDiff.Between(version, version);

        Assert.Empty(diff.Added);
        Assert.Empty(diff.Removed);
        Assert.Empty(diff.Changed);
        Assert.Empty(diff.AffectedCodes);
    }

    [Fact]
    public void Added_removed_and_changed_items_are_told_apart_and_contrasts_are_affected()
    {
        var changed = Kept with { Conditions = "限自愿" };
        var added = Item("A3", "慰问军属");

        var diff = CatalogueDiff.Between(Version(Kept, Dropped), Version(changed, added));

        Assert.Equal(["A3"], diff.Added.Select(i => i.Code));
        Assert.Equal(["A2"], diff.Removed.Select(i => i.Code));
        Assert.Equal(["conditions"], Assert.Single(diff.Changed).Fields);
        Assert.Equal(["A1", "A2", "A3"], diff.AffectedCodes.Order());
    }

    private static CatalogueVersion Version(params CatalogueItem[] items) => new("清单", "1", new DateOnly(2026, 1, 1), "样例", items);

    private static CatalogueItem Item(string code, string title, params string[] contrast) => new(
        code, DutyKind.Duty, DutyCategory.Assisting, "兵役", title, title, [], [], "县人武部", string.Empty, ItemPermission.Allowed, contrast);
}
