using Checklists.Identity;
using Xunit;

namespace Checklists.Tests.Identity;

public sealed class AccessRulesTests
{
    private const string County = "411723000000";
    private const string OtherCounty = "411724000000";
    private const string Township = "411723001000";
    private const string Sibling = "411723002000";
    private const string Village = "411723001001";
    private const string Neighbour = "411723001002";
    private const string Cousin = "411723002001";

    [Theory]
    [InlineData(County, County, true)]
    [InlineData(County, Township, true)]
    [InlineData(County, Cousin, true)]
    [InlineData(County, OtherCounty, false)]
    [InlineData(Township, County, false)]
    [InlineData(Township, Township, true)]
    [InlineData(Township, Village, true)]
    [InlineData(Township, Sibling, false)]
    [InlineData(Township, Cousin, false)]
    [InlineData(Village, Village, true)]
    [InlineData(Village, Neighbour, false)]
    [InlineData(Village, Township, false)]
    [InlineData(Village, County, false)]
    [InlineData(County, "", false)]
    [InlineData(County, "411723", false)]
    [InlineData(Village, "4117230010010", false)]
    public void A_person_sees_the_own_region_and_what_lies_below_it(string own, string asked, bool seen) =>
        Assert.Equal(seen, AccessRules.Sees(At(own), asked));

    [Fact]
    public void A_code_that_is_no_regions_code_opens_nothing_but_itself() =>
        Assert.False(AccessRules.Sees(At("411"), Village));

    [Theory]
    [InlineData(AccountRole.VillageSubmitter, Village, Village, true)]
    [InlineData(AccountRole.VillageSubmitter, Village, Neighbour, false)]
    [InlineData(AccountRole.TownshipReviewer, Township, Village, true)]
    [InlineData(AccountRole.TownshipReviewer, Township, Cousin, false)]
    [InlineData(AccountRole.CountyReviewer, County, Cousin, true)]
    [InlineData(AccountRole.Observer, County, Village, false)]
    [InlineData(AccountRole.Observer, Village, Village, false)]
    public void Lists_are_handed_in_by_the_village_or_on_its_behalf_from_above(AccountRole role, string own, string village, bool may) =>
        Assert.Equal(may, AccessRules.MaySubmit(At(own, role), village));

    [Theory]
    [InlineData(AccountRole.TownshipReviewer, Township, true)]
    [InlineData(AccountRole.TownshipReviewer, Sibling, false)]
    [InlineData(AccountRole.CountyReviewer, County, false)]
    [InlineData(AccountRole.Administrator, County, false)]
    [InlineData(AccountRole.Observer, Township, false)]
    [InlineData(AccountRole.VillageSubmitter, Village, false)]
    public void Only_the_townships_own_reviewer_decides(AccountRole role, string own, bool may) =>
        Assert.Equal(may, AccessRules.MayDecide(At(own, role), Township));

    [Theory]
    [InlineData(AccountRole.CountyReviewer, County, true)]
    [InlineData(AccountRole.Administrator, County, true)]
    [InlineData(AccountRole.Observer, County, false)]
    [InlineData(AccountRole.TownshipReviewer, Township, false)]
    [InlineData(AccountRole.Administrator, Township, false)]
    public void The_run_is_started_by_the_county(AccountRole role, string own, bool may) =>
        Assert.Equal(may, AccessRules.MayStartRun(At(own, role)));

    [Theory]
    [InlineData(AccountRole.VillageSubmitter, Village, true)]
    [InlineData(AccountRole.VillageSubmitter, Township, false)]
    [InlineData(AccountRole.TownshipReviewer, Township, true)]
    [InlineData(AccountRole.TownshipReviewer, County, false)]
    [InlineData(AccountRole.Administrator, Village, false)]
    [InlineData(AccountRole.Observer, Village, true)]
    public void A_role_belongs_to_a_level(AccountRole role, string region, bool fits) =>
        Assert.Equal(fits, AccessRules.Fits(role, region));

    [Fact]
    public void The_regions_above_follow_from_the_code()
    {
        Assert.Equal(Township, AccessRules.TownshipOf(Village));
        Assert.Equal(County, AccessRules.CountyOf(Village));
    }

    private static Viewer At(string region, AccountRole role = AccountRole.Observer) => new(Guid.NewGuid(), "somebody", "某人", role, region);
}
