namespace Checklists.Mailing.Templates;

/// <summary>The texts of all mails, from files that an official may edit. Reading them checks them: a broken template stops here, not at night.</summary>
public sealed class MailTemplates
{
    private readonly MailTemplatePair _weeklyDigest;

    private MailTemplates(string directory)
    {
        _weeklyDigest = MailTemplatePair.Load(directory, MailKinds.WeeklyDigest, WeeklyDigest.Sample.Values());
    }

    /// <summary>Reads and checks all templates.</summary>
    /// <param name="directory">Usually seeds/mail.</param>
    /// <exception cref="MailTemplateException">A template is missing or broken; the message names file, line and remedy.</exception>
    public static MailTemplates Load(string directory) => new(directory);

    /// <summary>Writes the weekly mail of a township.</summary>
    public MailContent Compose(WeeklyDigest digest) => _weeklyDigest.Compose(digest.Values());

    /// <summary>The weekly mail with invented values, for an official who edits the template.</summary>
    public MailContent PreviewWeeklyDigest() => Compose(WeeklyDigest.Sample);
}
