using System.Text.Json;
using Checklists.Tests.Submissions;
using Xunit;

namespace Checklists.Tests.Regions;

/// <summary>The calendars are checked by arithmetic: days off in excess of weekends and made-up days are the statutory ones.</summary>
public sealed class CalendarSeedTests
{
    private sealed record Calendar(int Year, string Source, string Note, Holiday[] Holidays, DateOnly[] MakeUpWorkdays);

    private sealed record Holiday(string Name, DateOnly From, DateOnly To);

    [Theory]
    [InlineData(2024, 11)]
    [InlineData(2025, 13)]
    [InlineData(2026, 13)]
    public void Days_off_balance_with_made_up_days(int year, int statutoryDays)
    {
        var calendar = JsonSerializer.Deserialize<Calendar>(File.ReadAllText(Path.Combine(Lists.Seeds, "calendar", $"{year}.json")), JsonSerializerOptions.Web)!;
        var daysOff = calendar.Holidays.SelectMany(h => Enumerable.Range(0, h.To.DayNumber - h.From.DayNumber + 1).Select(h.From.AddDays)).ToList();

        Assert.Equal(year, calendar.Year);
        Assert.NotEmpty(calendar.Source);
        Assert.All(calendar.MakeUpWorkdays, d => Assert.True(IsWeekend(d), $"{d}"));
        Assert.Empty(daysOff.Intersect(calendar.MakeUpWorkdays));
        Assert.Equal(daysOff.Count, daysOff.Distinct().Count());
        Assert.Equal(statutoryDays, daysOff.Count(d => !IsWeekend(d)) - calendar.MakeUpWorkdays.Length);
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
