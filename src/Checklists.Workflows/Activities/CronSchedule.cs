using System.Globalization;

namespace Checklists.Workflows.Activities;

/// <summary>
/// A cron expression of five fields (minute, hour, day, month, weekday) or six (seconds first), with <c>*</c>, lists, ranges, steps
/// and <c>?</c>. When both day and weekday are given, both must fit.
/// </summary>
internal sealed class CronSchedule
{
    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly bool[] _seconds;
    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private readonly bool[] _days;
    private readonly bool[] _months;
    private readonly bool[] _weekdays;

    private CronSchedule(string[] fields)
    {
        var first = fields.Length - 5;
        _seconds = first == 1 ? Field(fields[0], 0, 59, null) : Field("0", 0, 59, null);
        _minutes = Field(fields[first], 0, 59, null);
        _hours = Field(fields[first + 1], 0, 23, null);
        _days = Field(fields[first + 2], 1, 31, null);
        _months = Field(fields[first + 3], 1, 12, MonthNames);
        _weekdays = Field(fields[first + 4], 0, 7, DayNames);
        _weekdays[0] |= _weekdays[7];
    }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It is not a cron expression.</exception>
    public static CronSchedule Parse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length is 5 or 6
            ? new CronSchedule(fields)
            : throw new FormatException($"'{expression}' is not a cron expression: it has {fields.Length} fields instead of 5 or 6.");
    }

    /// <summary>The first time after <paramref name="after"/> that fits, on the clocks of <paramref name="zone"/>.</summary>
    /// <exception cref="FormatException">No time within eight years fits.</exception>
    public DateTimeOffset Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        var time = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, local.Second, DateTimeKind.Unspecified).AddSeconds(1);
        var end = time.AddYears(8);
        while (time < end)
        {
            if (!_months[time.Month] || !_days[time.Day] || !_weekdays[(int)time.DayOfWeek])
            {
                time = time.Date.AddDays(1);
            }
            else if (!_hours[time.Hour])
            {
                time = time.Date.AddHours(time.Hour + 1);
            }
            else if (!_minutes[time.Minute])
            {
                time = time.Date.AddHours(time.Hour).AddMinutes(time.Minute + 1);
            }
            else if (!_seconds[time.Second] || zone.IsInvalidTime(time))
            {
                time = time.AddSeconds(1);
            }
            else
            {
                return new DateTimeOffset(time, zone.GetUtcOffset(time));
            }
        }

        throw new FormatException("The cron expression fits no time within eight years.");
    }

    private static bool[] Field(string text, int least, int most, string[]? names)
    {
        var allowed = new bool[most + 1];
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.Split('/') is [var left, var right] ? (left, Number(right, 1, most, null)) : (part, 1);
            var (from, to) = range is "*" or "?" ? (least, most)
                : range.Split('-') is [var low, var high] ? (Number(low, least, most, names), Number(high, least, most, names))
                : part.Contains('/', StringComparison.Ordinal) ? (Number(range, least, most, names), most)
                : (Number(range, least, most, names), Number(range, least, most, names));
            for (var value = from; value <= to; value += step)
            {
                allowed[value] = true;
            }
        }

        return allowed;
    }

    private static int Number(string text, int least, int most, string[]? names)
    {
        var name = names is null ? -1 : Array.FindIndex(names, candidate => candidate.Equals(text, StringComparison.OrdinalIgnoreCase));
        var value = name >= 0 ? name + least
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"'{text}' is not a number in a cron expression.");
        return value >= least && value <= most ? value : throw new FormatException($"{value} is outside {least}–{most} in a cron expression.");
    }
}
