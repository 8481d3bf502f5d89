using MimeKit;

namespace Checklists.Mailing.Transport;

/// <summary>Takes messages out of the house. Safe to call from several tasks at once.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>Where the messages go, for the ledger: host and port, or a directory. No secrets.</summary>
    string Destination { get; }

    /// <summary>Delivers one message. Faults are answers, not exceptions.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled.</exception>
    Task<DeliveryAnswer> SendAsync(OutgoingMessage message, CancellationToken stop);
}

/// <summary>A message and who gets it.</summary>
/// <param name="Mime">The message.</param>
/// <param name="EnvelopeSender">Envelope sender.</param>
/// <param name="Recipients">Envelope recipients: those that are still open.</param>
/// <param name="Deadline">Longest time for the attempt.</param>
public sealed record OutgoingMessage(MimeMessage Mime, string EnvelopeSender, IReadOnlyList<string> Recipients, TimeSpan Deadline);

/// <summary>What came of an attempt.</summary>
/// <param name="Stage">How far it came.</param>
/// <param name="Outcome">For the whole message; <see cref="DeliveryOutcome.Partial"/> when recipients fared differently.</param>
/// <param name="Answer">The server's words, or what went wrong.</param>
/// <param name="Recipients">One answer per recipient when the server got that far; else empty.</param>
public sealed record DeliveryAnswer(DeliveryStage Stage, DeliveryOutcome Outcome, string Answer, IReadOnlyList<RecipientAnswer> Recipients)
{
    /// <summary>The fault is the server's or the settings', not this message's: the next message would meet it too.</summary>
    public bool IsServerFault => Outcome != DeliveryOutcome.Accepted
        && Stage is DeliveryStage.Connect or DeliveryStage.Tls or DeliveryStage.Authenticate or DeliveryStage.Store;

    /// <summary>An answer for the message as a whole.</summary>
    public static DeliveryAnswer Of(DeliveryStage stage, DeliveryOutcome outcome, string answer) => new(stage, outcome, answer, []);
}

/// <summary>What the server said of one recipient.</summary>
/// <param name="Address">The recipient.</param>
/// <param name="Outcome">Accepted, Temporary or Permanent.</param>
/// <param name="Answer">The server's words.</param>
public sealed record RecipientAnswer(string Address, DeliveryOutcome Outcome, string Answer);
