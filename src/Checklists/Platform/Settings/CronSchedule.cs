using System.Globalization;

namespace Checklists.Platform.Settings;

/// <summary>Whether a text is a cron schedule of five fields: minute, hour, day of month, month, day of week.</summary>
internal static class CronSchedule
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly Field[] Fields =
    [
        new(0, 59, []),
        new(0, 23, []),
        new(1, 31, []),
        new(1, 12, Months),
        new(0, 7, Days),
    ];

    /// <summary>True for lists, ranges, steps and names as in crontab(5), such as <c>0 18 * * FRI</c> or <c>*/15 8-18 1,15 * 1-5</c>.</summary>
    public static bool IsValid(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == Fields.Length
            && parts.Zip(Fields).All(pair => pair.First.Split(',').All(pair.Second.Allows));
    }

    private sealed record Field(int First, int Last, string[] Names)
    {
        public bool Allows(string entry)
        {
            var halves = entry.Split('/');
            return halves.Length <= 2 && IsRange(halves[0]) && (halves.Length == 1 || IsStep(halves[1]));
        }

        private static bool IsStep(string text) => TryNumber(text, out var step) && step > 0;

        private static bool TryNumber(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

        private bool IsRange(string text)
        {
            if (text == "*")
            {
                return true;
            }

            var ends = text.Split('-').Select(Value).ToArray();
            return ends.Length <= 2 && ends[0] is not null && ends[^1] is not null && ends[0] <= ends[^1];
        }

        private int? Value(string text)
        {
            var name = Array.FindIndex(Names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
            if (name >= 0)
            {
                return First + name;
            }

            return TryNumber(text, out var number) && number >= First && number <= Last ? number : null;
        }
    }
}
