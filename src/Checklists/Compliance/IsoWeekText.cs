using System.Globalization;

namespace Checklists.Compliance;

/// <summary>ISO weeks as people and machines write them.</summary>
public static class IsoWeekText
{
    /// <summary>The ISO week of a moment on the calendar of <paramref name="zone"/>, for example 2026-W47.</summary>
    public static string Of(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    /// <summary>2026年第47周（11月16日—11月22日）; the text itself when it is no week.</summary>
    public static string Chinese(string week)
    {
        ArgumentNullException.ThrowIfNull(week);
        if (!TryMonday(week, out var monday))
        {
            return week;
        }

        var sunday = monday.AddDays(6);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{week.AsSpan(0, 4)}年第{int.Parse(week.AsSpan(6), CultureInfo.InvariantCulture)}周（{monday.Month}月{monday.Day}日—{sunday.Month}月{sunday.Day}日）");
    }

    /// <summary>The Monday of a week such as 2026-W47; <c>false</c> when the text is no existing week.</summary>
    public static bool TryMonday(string? week, out DateOnly monday)
    {
        monday = default;
        if (week is not { Length: 8 } || week[4] != '-' || week[5] != 'W'
            || !int.TryParse(week.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(week.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < 1 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday));
        return true;
    }
}
