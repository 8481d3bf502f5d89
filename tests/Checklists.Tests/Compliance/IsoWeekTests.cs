using Checklists.Compliance;
using Xunit;

namespace Checklists.Tests.Compliance;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2026-11-22", "2026-W47")]
    [InlineData("2026-11-23", "2026-W48")]
    [InlineData("2026-12-31", "2026-W53")]
    [InlineData("2027-01-03", "2026-W53")]
    [InlineData("2027-01-04", "2027-W01")]
    [InlineData("2024-12-30", "2025-W01")]
    public void A_day_lies_in_its_ISO_week(string day, string week) =>
        Assert.Equal(week, IsoWeek.Of(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Theory]
    [InlineData("2026-W53", true)]
    [InlineData("2025-W53", false)]
    [InlineData("2026-W00", false)]
    [InlineData("2026-47", false)]
    [InlineData("2026-W7", false)]
    [InlineData("1999-W01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_weeks_that_the_year_has_are_read(string? text, bool valid) =>
        Assert.Equal(valid, IsoWeek.TryParse(text, out _));

    [Fact]
    public void The_week_after_week_53_is_week_1_and_back()
    {
        var last = new IsoWeek(2026, 53);

        Assert.Equal("2027-W01", last.Next.ToString());
        Assert.Equal(last, last.Next.Previous);
        Assert.True(last < last.Next);
        Assert.Equal("2026年第53周", last.Chinese);
    }
}
