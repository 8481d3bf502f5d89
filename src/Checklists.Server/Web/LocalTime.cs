using System.Globalization;
using Checklists.Compliance;
using Checklists.Platform.Settings;

namespace Checklists.Server.Web;

/// <summary>Moments and days as pages show them: the calendar and clock of Asia/Shanghai, whatever the server's.</summary>
public static class LocalTime
{
    /// <summary>The zone of every page.</summary>
    public static TimeZoneInfo Zone => ChecklistsSettings.TimeZone;

    /// <summary>2026年11月22日 18:05.</summary>
    public static string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日.</summary>
    public static string Day(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>2026年第47周（11月16日—11月22日）; the text itself when it is no week.</summary>
    public static string Week(string text)
    {
        if (!IsoWeek.TryParse(text, out var week))
        {
            return text;
        }

        var (monday, sunday) = (week.Monday, week.Monday.AddDays(6));
        return string.Create(CultureInfo.InvariantCulture, $"{week.Chinese}（{monday.Month}月{monday.Day}日—{sunday.Month}月{sunday.Day}日）");
    }
}
