using Checklists.Platform.Settings;
using Cronos;

namespace Checklists.Compliance;

/// <summary>When the run of each week is due, by the cron expression of the settings; pure.</summary>
/// <param name="expression">Five fields, read in Asia/Shanghai; several times in a week count as the first of them.</param>
public sealed class WeeklySchedule(CronExpression expression)
{
    /// <summary>The schedule of the settings.</summary>
    public static WeeklySchedule Of(ChecklistsSettings settings) => new(CronExpression.Parse(settings.WeeklyRun));

    /// <summary>When the week's run is due; <c>null</c> when the schedule has no time in that week.</summary>
    public DateTimeOffset? DueAt(IsoWeek week)
    {
        var zone = ChecklistsSettings.TimeZone;
        var monday = week.Monday.ToDateTime(TimeOnly.MinValue);
        var start = new DateTimeOffset(monday, zone.GetUtcOffset(monday));
        var due = expression.GetNextOccurrence(start, zone, inclusive: true);
        return due < start.AddDays(7) ? due : null;
    }

    /// <summary>The weeks after <paramref name="last"/> whose run is due by now, newest first.</summary>
    public IEnumerable<IsoWeek> DueSince(IsoWeek last, IsoWeek current, DateTimeOffset now)
    {
        for (var week = current; week > last; week = week.Previous)
        {
            if (DueAt(week) <= now)
            {
                yield return week;
            }
        }
    }
}
