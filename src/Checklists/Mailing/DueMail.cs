namespace Checklists.Mailing;

/// <summary>A mail as its sender holds it.</summary>
internal sealed record DueMail(
    Guid Id,
    string Kind,
    string MessageId,
    string[] Recipients,
    string[] Settled,
    bool HasAccepted,
    bool HasRefused,
    string Subject,
    string TextBody,
    string HtmlBody,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FirstAttemptAt)
{
    /// <summary>Recipients whose delivery is not settled yet.</summary>
    public IReadOnlyList<string> Open => [.. Recipients.Except(Settled)];
}
