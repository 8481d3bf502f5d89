using System.Globalization;

namespace Checklists.Server.Web;

/// <summary>Moments and days as pages show them: the calendar and clock of Asia/Shanghai, whatever the server's.</summary>
public static class LocalTime
{
    /// <summary>The zone of every page.</summary>
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>2026年11月22日 18:05.</summary>
    public static string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日.</summary>
    public static string Day(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
