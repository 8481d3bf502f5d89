using System.Globalization;

namespace Checklists.Mailing.Templates;

/// <summary>What a mail of one kind reports.</summary>
public abstract record MailMatter
{
    // China has had one time zone and no summer time since 1991, so a fixed offset is the zone.
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>One of <see cref="MailKinds"/>.</summary>
    internal abstract string Kind { get; }

    /// <summary>What the templates of this kind may name.</summary>
    internal abstract TemplateValues Values();

    /// <summary>A moment as people read it, in Chinese time.</summary>
    private protected static string Moment(DateTimeOffset at) =>
        at.ToOffset(China).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day as official papers write it: no leading zeros.</summary>
    private protected static string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>A number, or nothing for none.</summary>
    private protected static string? Positive(int number) => number > 0 ? number.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>What a sample says of itself.</summary>
    private protected static string? SampleNotice(bool isSample) =>
        isSample ? "本次核对使用的是样例清单，不是任何省份发布的正式清单，结果仅供试用。" : null;
}
