using Checklists.Compliance;
using Cronos;
using Xunit;

namespace Checklists.Tests.Compliance;

public sealed class WeeklyScheduleTests
{
    private static readonly WeeklySchedule Friday = new(CronExpression.Parse("0 18 * * 5"));
    private static readonly IsoWeek W47 = new(2026, 47);

    [Fact]
    public void Friday_18_o_clock_is_meant_in_China_whatever_the_host_thinks() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), Friday.DueAt(W47)!.Value.ToUniversalTime());

    [Fact]
    public void A_schedule_without_a_time_in_the_week_is_not_due() =>
        Assert.Null(new WeeklySchedule(CronExpression.Parse("0 18 1 * *")).DueAt(W47));

    [Fact]
    public void A_minute_before_its_time_this_week_is_not_due_and_a_minute_later_it_is()
    {
        var time = Friday.DueAt(W47)!.Value;

        Assert.Empty(Friday.DueSince(W47.Previous, W47, time.AddMinutes(-1)));
        Assert.Equal([W47], Friday.DueSince(W47.Previous, W47, time.AddMinutes(1)));
    }

    [Fact]
    public void Asleep_from_Friday_to_Tuesday_the_week_before_is_due_and_the_new_one_is_not() =>
        Assert.Equal([W47], Friday.DueSince(W47.Previous, W47.Next, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void After_weeks_of_sleep_each_missed_week_is_due_once_the_newest_first() =>
        Assert.Equal(
            [new IsoWeek(2026, 53), new IsoWeek(2026, 52), new IsoWeek(2026, 51)],
            Friday.DueSince(new IsoWeek(2026, 50), new IsoWeek(2027, 1), new DateTimeOffset(2027, 1, 5, 0, 0, 0, TimeSpan.Zero)));
}
