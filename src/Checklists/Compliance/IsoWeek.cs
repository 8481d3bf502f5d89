using System.Globalization;
using System.Text.RegularExpressions;

namespace Checklists.Compliance;

/// <summary>A week by ISO 8601: Monday to Sunday, week 1 holds the year's first Thursday; written 2026-W47.</summary>
/// <param name="Year">The week's own year, which at the turn of the year can differ from the day's.</param>
/// <param name="Number">1 to 53.</param>
public readonly partial record struct IsoWeek(int Year, int Number) : IComparable<IsoWeek>
{
    /// <summary>The week that a day lies in.</summary>
    public static IsoWeek Of(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return new IsoWeek(ISOWeek.GetYear(time), ISOWeek.GetWeekOfYear(time));
    }

    /// <summary>Reads 2026-W47.</summary>
    /// <returns><c>false</c> when the text is no week or the year has no such week.</returns>
    public static bool TryParse(string? text, out IsoWeek week)
    {
        week = default;
        var match = Pattern().Match(text ?? string.Empty);
        if (!match.Success)
        {
            return false;
        }

        var year = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var number = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        if (year < 2000 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        week = new IsoWeek(year, number);
        return true;
    }

    /// <summary>Reads a week that was written by <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static IsoWeek Parse(string text) =>
        TryParse(text, out var week) ? week : throw new FormatException($"“{text}” is no ISO week.");

    /// <summary>Its Monday.</summary>
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    /// <summary>The week after it.</summary>
    public IsoWeek Next => Of(Monday.AddDays(7));

    /// <summary>The week before it.</summary>
    public IsoWeek Previous => Of(Monday.AddDays(-7));

    /// <summary>2026年第47周, for people.</summary>
    public string Chinese => string.Create(CultureInfo.InvariantCulture, $"{Year}年第{Number}周");

    /// <inheritdoc/>
    public int CompareTo(IsoWeek other) => Monday.CompareTo(other.Monday);

    /// <summary>Earlier.</summary>
    public static bool operator <(IsoWeek left, IsoWeek right) => left.CompareTo(right) < 0;

    /// <summary>Later.</summary>
    public static bool operator >(IsoWeek left, IsoWeek right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(IsoWeek left, IsoWeek right) => left.CompareTo(right) <= 0;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(IsoWeek left, IsoWeek right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{Number:D2}");

    [GeneratedRegex(@"^(\d{4})-W(\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
