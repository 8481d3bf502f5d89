namespace Checklists.Mailing.Templates;

/// <summary>The texts of all mails, from files that an official may edit. Reading them checks them: a broken template stops here, not at night.</summary>
public sealed class MailTemplates
{
    private readonly Dictionary<string, (MailTemplatePair Pair, MailMatter Sample)> _kinds;

    private MailTemplates(string directory)
    {
        MailMatter[] samples =
            [WeeklyDigest.Sample, ReviewReminder.Sample, RectificationNotice.Sample, Escalation.Sample, Invitation.Sample, PasswordReset.Sample];
        _kinds = samples.ToDictionary(s => s.Kind, s => (MailTemplatePair.Load(directory, s.Kind, s.Values()), s), StringComparer.Ordinal);
    }

    /// <summary>The kinds of mail there are templates for.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds.Keys;

    /// <summary>Reads and checks all templates.</summary>
    /// <param name="directory">Usually seeds/mail.</param>
    /// <exception cref="MailTemplateException">A template is missing or broken; the message names file, line and remedy.</exception>
    public static MailTemplates Load(string directory) => new(directory);

    /// <summary>Writes a mail.</summary>
    public MailContent Compose(MailMatter matter) => _kinds[matter.Kind].Pair.Compose(matter.Values());

    /// <summary>A mail with invented values, for an official who edits its template.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public MailContent Preview(string kind) => Compose(_kinds[kind].Sample);
}
