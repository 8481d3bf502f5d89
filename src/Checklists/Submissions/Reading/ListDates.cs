using System.Globalization;
using System.Text.RegularExpressions;

namespace Checklists.Submissions.Reading;

/// <summary>Reads the dates that people write in lists.</summary>
internal static partial class ListDates
{
    /// <summary>
    /// Reads one date: 2026-3-1, 2026/03/01, 2026.3.1, 2026年3月1日, 20260301, or a month or year, of which the first or the last day is
    /// taken.
    /// </summary>
    public static DateOnly? Parse(string text, bool endOfPeriod)
    {
        var match = Date().Match(HeaderName.Narrow(text));
        return match.Success ? ToDate(match, endOfPeriod, null) : null;
    }

    /// <summary>Reads a period; both are <c>null</c> for words such as 长期; <c>false</c> when it cannot be read.</summary>
    public static bool TryParsePeriod(string text, out DateOnly? start, out DateOnly? end)
    {
        start = end = null;
        var narrow = HeaderName.Narrow(text);
        if (Lasting().IsMatch(narrow))
        {
            return true;
        }

        var match = Period().Match(narrow);
        if (match.Success)
        {
            start = Parse(match.Groups["from"].Value, endOfPeriod: false);
            var last = DateWithoutYear().Match(match.Groups["to"].Value);
            end = Lasting().IsMatch(match.Groups["to"].Value) ? null : last.Success ? ToDate(last, endOfPeriod: true, start?.Year) : null;
            return start is not null && (end is not null || Lasting().IsMatch(match.Groups["to"].Value));
        }

        start = Parse(narrow, endOfPeriod: false);
        end = start is null || Date().Match(narrow).Groups["day"].Success ? null : Parse(narrow, endOfPeriod: true);
        return start is not null;
    }

    private static DateOnly? ToDate(Match match, bool endOfPeriod, int? yearIfMissing)
    {
        var year = Number(match.Groups["year"]) ?? yearIfMissing;
        var month = Number(match.Groups["month"]) ?? (endOfPeriod ? 12 : 1);
        if (year is not (>= 1990 and <= 2100) || month is < 1 or > 12)
        {
            return null;
        }

        var lastDay = DateTime.DaysInMonth(year.Value, month);
        var day = Number(match.Groups["day"]) ?? (endOfPeriod ? lastDay : 1);
        return day >= 1 && day <= lastDay ? new DateOnly(year.Value, month, day) : null;
    }

    private static int? Number(Group group) =>
        group.Success && group.Length > 0 ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(?<year>\d{4})(?:\s*[-/.年]?\s*(?:(?<month>\d{1,2})\s*(?:[-/.月]?\s*(?:(?<day>\d{1,2})\s*日?)?)?)?)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(?:(?<year>\d{4})\s*[-/.年]\s*)?(?<month>\d{1,2})\s*(?:[-/.月]\s*(?:(?<day>\d{1,2})\s*日?)?)?$|^(?<year>\d{4})年?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateWithoutYear();

    [GeneratedRegex(@"^(?<from>\d{4}[^至到~—–]*?)\s*(?:至|到|~|—+|–|(?<=[\d日月年])\s*-\s*(?=\d{4}))\s*(?<to>.+)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Period();

    [GeneratedRegex(@"^(长期|常年|全年|经常|日常|不定期|随时|今|目前|每[年季月周天日].*|\d{4}年起)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Lasting();
}
