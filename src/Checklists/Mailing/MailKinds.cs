namespace Checklists.Mailing;

/// <summary>What mails there are. The names stand in the database, in List-Id and in the names of the template files.</summary>
public static class MailKinds
{
    /// <summary>周核对情况: a township's certificates and summary of a week.</summary>
    public const string WeeklyDigest = "weekly-digest";

    /// <summary>待研判提醒: lines wait for a township; at most one a day, and never when none waits.</summary>
    public const string ReviewReminder = "review-reminder";

    /// <summary>整改提示函, to the department that assigned a duty.</summary>
    public const string RectificationNotice = "rectification-notice";

    /// <summary>督办: a department has let its time pass.</summary>
    public const string Escalation = "escalation";

    /// <summary>An account was made for somebody.</summary>
    public const string Invitation = "invitation";

    /// <summary>Somebody asked for a new password.</summary>
    public const string PasswordReset = "password-reset";
}
