using Checklists.Mailing.Transport;

namespace Checklists.Mailing;

/// <summary>What an attempt means for its mail: the rules of delivery, without clock, database or network.</summary>
internal sealed record AttemptOutcome(
    MailStatus Status,
    DateTimeOffset At,
    DateTimeOffset? Next,
    DeliveryStage Stage,
    DeliveryOutcome Outcome,
    string Answer,
    DeliveryStage? FailedStage,
    IReadOnlyList<SettledRecipient> Receipts)
{
    /// <summary>Draws the conclusion.</summary>
    /// <param name="mail">The mail before the attempt.</param>
    /// <param name="answer">What came of the attempt.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="jitter">0 up to 1, for the next attempt.</param>
    public static AttemptOutcome Of(DueMail mail, DeliveryAnswer answer, DateTimeOffset now, double jitter)
    {
        var perRecipient = answer.Recipients.Count > 0
            ? answer.Recipients
            : [.. mail.Open.Select(a => new RecipientAnswer(a, answer.Outcome, answer.Answer))];
        var settled = perRecipient.Where(r => r.Outcome != DeliveryOutcome.Temporary).Select(SettledRecipient.Of).ToList();
        var waiting = perRecipient.Where(r => r.Outcome == DeliveryOutcome.Temporary).ToArray();
        var next = waiting.Length == 0 ? null : RetrySchedule.Next(mail.Attempts + 1, mail.FirstAttemptAt ?? now, now, jitter);
        var words = answer.Answer;
        if (waiting.Length > 0 && next is null)
        {
            words = $"24 小时内多次重试均未成功：{answer.Answer}";
            settled.AddRange(waiting.Select(r => new SettledRecipient(r.Address, ReceiptStatus.Refused, $"24 小时内多次重试均未成功：{r.Answer}")));
        }

        var outcome = next is null && answer.Outcome == DeliveryOutcome.Temporary ? DeliveryOutcome.Permanent : answer.Outcome;
        return new AttemptOutcome(
            StatusOf(next, mail, settled),
            now,
            next,
            answer.Stage,
            outcome,
            words,
            answer.Outcome == DeliveryOutcome.Accepted ? null : answer.Stage,
            // A fault of server or settings says nothing about an address: the mail is revived with all of them.
            answer.IsServerFault ? [] : settled);
    }

    private static MailStatus StatusOf(DateTimeOffset? next, DueMail mail, List<SettledRecipient> settled)
    {
        if (next is not null)
        {
            return MailStatus.Pending;
        }

        var someHaveIt = mail.HasAccepted || settled.Any(r => r.Status == ReceiptStatus.Accepted);
        var someDoNot = mail.HasRefused || settled.Any(r => r.Status != ReceiptStatus.Accepted);
        return someHaveIt ? (someDoNot ? MailStatus.PartlySent : MailStatus.Sent) : MailStatus.Failed;
    }
}

/// <summary>A recipient whose delivery is settled by an attempt.</summary>
internal sealed record SettledRecipient(string Address, ReceiptStatus Status, string Answer)
{
    /// <summary>From the server's answer.</summary>
    public static SettledRecipient Of(RecipientAnswer answer) =>
        new(answer.Address, answer.Outcome == DeliveryOutcome.Accepted ? ReceiptStatus.Accepted : ReceiptStatus.Refused, answer.Answer);
}
