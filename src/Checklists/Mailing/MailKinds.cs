namespace Checklists.Mailing;

/// <summary>What mails there are. The names stand in the database, in List-Id and in the names of the template files.</summary>
public static class MailKinds
{
    /// <summary>周核对情况: a township's certificates and summary of a week.</summary>
    public const string WeeklyDigest = "weekly-digest";
}
