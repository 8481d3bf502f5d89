namespace Checklists.Mailing;

/// <summary>When a mail is tried again after a temporary failure.</summary>
public static class RetrySchedule
{
    /// <summary>Tries end this long after the first one.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(240)];

    /// <summary>The next attempt: 1, 5, 15, 60 and then every 240 minutes, each up to a fifth longer, so that mails that failed together do not return together.</summary>
    /// <param name="attempt">The attempt that just failed, from 1.</param>
    /// <param name="firstAttempt">When the series began.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="jitter">0 up to 1.</param>
    /// <returns><c>null</c> when the next attempt would be later than 24 h after the first.</returns>
    public static DateTimeOffset? Next(int attempt, DateTimeOffset firstAttempt, DateTimeOffset now, double jitter)
    {
        var next = now + (Delays[Math.Clamp(attempt, 1, Delays.Length) - 1] * (1 + (0.2 * jitter)));
        return next <= firstAttempt + GiveUpAfter ? next : null;
    }
}
