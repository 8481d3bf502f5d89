using Checklists.Mailing.Transport;

namespace Checklists.Mailing;

/// <summary>What the connections of one round of sending share: counts, the pace, and a fault that stops them all.</summary>
internal sealed class SendRound(int perMinute, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[4];
    private DateTimeOffset _nextSlot = clock.GetUtcNow();
    private volatile DeliveryAnswer? _serverFault;

    /// <summary>The server's fault that was met, if any.</summary>
    public DeliveryAnswer? ServerFault => _serverFault;

    /// <summary>Notes a fault of the server; the first one stays.</summary>
    public void NoteServerFault(DeliveryAnswer fault) => Interlocked.CompareExchange(ref _serverFault, fault, null);

    /// <summary>Counts a mail by where it now stands.</summary>
    public void Count(MailStatus status) => Interlocked.Increment(ref _counts[(int)status]);

    /// <summary>Waits for the next free place when a pace is set.</summary>
    public async Task PaceAsync(CancellationToken stop)
    {
        if (perMinute <= 0)
        {
            return;
        }

        TimeSpan wait;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var slot = _nextSlot > now ? _nextSlot : now;
            _nextSlot = slot + (TimeSpan.FromMinutes(1) / perMinute);
            wait = slot - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, stop);
        }
    }

    /// <summary>What the round did.</summary>
    public SendSummary Summary() => new(
        _counts[(int)MailStatus.Sent],
        _counts[(int)MailStatus.PartlySent],
        _counts[(int)MailStatus.Pending],
        _counts[(int)MailStatus.Failed],
        _serverFault?.Answer);
}

/// <summary>What one round of sending did.</summary>
/// <param name="Sent">Mails that every recipient has.</param>
/// <param name="Partly">Mails that some recipients have and others never will.</param>
/// <param name="Retrying">Mails to be tried again.</param>
/// <param name="Failed">Mails that are now work for a person.</param>
/// <param name="ServerProblem">Why the round stopped early, in Chinese or the server's words; <c>null</c> when it did not.</param>
public sealed record SendSummary(int Sent, int Partly, int Retrying, int Failed, string? ServerProblem)
{
    /// <summary>Nothing was due.</summary>
    public static SendSummary Nothing { get; } = new(0, 0, 0, 0, null);
}
