namespace Checklists.Workflows.Activities;

/// <summary>How often a failing host activity is tried again, and after what pause, before it becomes an incident.</summary>
/// <param name="Delays">The pause after the first, second, … failed attempt. One attempt more than there are pauses is made.</param>
public sealed record RetryPolicy(IReadOnlyList<TimeSpan> Delays)
{
    /// <summary>Never again: the first failure is an incident.</summary>
    public static RetryPolicy None { get; } = new([]);

    /// <summary>Four more attempts after 2 s, 10 s, 1 min and 10 min.</summary>
    public static RetryPolicy Default { get; } = new([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)]);

    /// <summary>The pause after a failed attempt; null when there is no further one.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    public TimeSpan? DelayAfter(int attempt) => attempt >= 1 && attempt <= Delays.Count ? Delays[attempt - 1] : null;
}
