using System.Globalization;

namespace Checklists.Certificates.Rendering;

/// <summary>Dates as GB/T 9704 writes them: Arabic figures, no leading zeros, the time of China.</summary>
internal static class ChineseDates
{
    // China has one zone without daylight saving since 1991; a zone database is not needed for it.
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>2026年1月5日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>2026年11月20日18时, or 18时05分.</summary>
    public static string Moment(DateTimeOffset moment)
    {
        DateTimeOffset local = moment.ToOffset(ChinaOffset);
        string minutes = local.Minute == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{local.Minute:00}分");
        return string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(local.DateTime))}{local.Hour}时{minutes}");
    }

    /// <summary>2026-W47 → 2026年第47周（11月16日至11月22日）.</summary>
    /// <exception cref="FormatException">The text is no ISO week.</exception>
    public static string Week(string isoWeek)
    {
        if (isoWeek.Length != 8 || isoWeek[4..6] != "-W")
        {
            throw new FormatException($"“{isoWeek}”不是 ISO 周次，应写作 2026-W47 的形式。");
        }

        int year = int.Parse(isoWeek[..4], NumberStyles.None, CultureInfo.InvariantCulture);
        int week = int.Parse(isoWeek[6..], NumberStyles.None, CultureInfo.InvariantCulture);
        DateTime monday = ISOWeek.ToDateTime(year, week, DayOfWeek.Monday);
        DateTime sunday = monday.AddDays(6);
        return string.Create(CultureInfo.InvariantCulture, $"{year}年第{week}周（{monday.Month}月{monday.Day}日至{sunday.Month}月{sunday.Day}日）");
    }
}
