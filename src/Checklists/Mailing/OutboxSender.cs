using Checklists.Mailing.Transport;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Checklists.Mailing;

/// <summary>
/// Sends what is due in the outbox. Any number of senders, in any number of processes, may run at once: a mail is claimed by one of them
/// for a limited time, and an attempt always ends before its claim does.
/// </summary>
/// <remarks>
/// A mail is sent at least once. It is sent twice only when the server took it and its answer, or our note of it, was lost;
/// both copies carry the same Message-ID.
/// </remarks>
public sealed class OutboxSender
{
    private const int Batch = 20;
    private static readonly TimeSpan ServerPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReviveWithin = TimeSpan.FromDays(14);

    private readonly OutboxStore _store;
    private readonly IMailTransport _transport;
    private readonly MailSettings _settings;
    private readonly MessageComposer _composer;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger<OutboxSender> _logger;

    /// <summary>Makes a sender.</summary>
    /// <param name="database">Where the outbox is.</param>
    /// <param name="transport">How mails leave.</param>
    /// <param name="settings">Sender, sizes, connections.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">For the spread of retries; must be safe to share, as <see cref="Random.Shared"/> is.</param>
    /// <param name="logger">Log; holds no addresses and no content.</param>
    /// <exception cref="FormatException">The sender in the settings is no address; the message is Chinese.</exception>
    public OutboxSender(
        NpgsqlDataSource database, IMailTransport transport, MailSettings settings, TimeProvider clock, Random random, ILogger<OutboxSender> logger)
    {
        _store = new OutboxStore(database);
        _transport = transport;
        _settings = settings;
        _composer = new MessageComposer(settings);
        _clock = clock;
        _random = random;
        _logger = logger;
    }

    // Long enough for the slowest attempt and what waits behind it in the batch; then others may take over after a crash.
    private TimeSpan Lease => (_settings.DeliveryLimit * 2) + TimeSpan.FromMinutes(2);

    /// <summary>Sends until nothing is due, the server is unavailable or <paramref name="stop"/> is signalled.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was signalled; what was claimed has been given back.</exception>
    public async Task<SendSummary> SendDueAsync(CancellationToken stop)
    {
        var round = new SendRound(_settings.PerMinute, _clock);
        var connections = Math.Clamp(_settings.Connections, 1, 16);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => DrainAsync(round, stop)));
        var summary = round.Summary();
        if (summary != SendSummary.Nothing)
        {
            _logger.LogInformation(
                "Mails via {Destination}: {Sent} sent, {Partly} partly, {Retrying} to retry, {Failed} failed",
                _transport.Destination, summary.Sent, summary.Partly, summary.Retrying, summary.Failed);
        }

        return summary;
    }

    /// <summary>
    /// Makes mails due again that failed in the last 14 days because the server or the settings were at fault (wrong password, untrusted certificate).
    /// To be called at start: that is when corrected settings take effect.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> ReviveAfterServerFaultsAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        return await _store.ReviveAsync(now - ReviveWithin, now, ct);
    }

    private async Task DrainAsync(SendRound round, CancellationToken stop)
    {
        while (round.ServerFault is null)
        {
            stop.ThrowIfCancellationRequested();
            var claim = Guid.NewGuid();
            var now = _clock.GetUtcNow();
            var until = now + Lease;
            var mails = await _store.ClaimAsync(claim, Batch, now, until, stop);
            if (mails.Count == 0)
            {
                return;
            }

            await SendBatchAsync(new Claim(claim, until), mails, round, stop);
        }
    }

    private async Task SendBatchAsync(Claim claim, IReadOnlyList<DueMail> mails, SendRound round, CancellationToken stop)
    {
        var next = 0;
        try
        {
            while (next < mails.Count && MayBegin(claim, round))
            {
                await round.PaceAsync(stop);
                await SendAsync(claim, mails[next], round, stop);
                next++;
            }
        }
        finally
        {
            if (next < mails.Count)
            {
                await GiveBackAsync(claim, [.. mails.Skip(next)], round);
            }
        }
    }

    // A temporary fault of the server ends the round; a permanent one is put down for every due mail without asking the server again.
    private bool MayBegin(Claim claim, SendRound round) =>
        round.ServerFault is not { Outcome: DeliveryOutcome.Temporary } && _clock.GetUtcNow() + _settings.DeliveryLimit < claim.Until;

    private async Task GiveBackAsync(Claim claim, IReadOnlyList<DueMail> mails, SendRound round)
    {
        var due = _clock.GetUtcNow() + (round.ServerFault is null ? TimeSpan.Zero : ServerPause);
        // Not cancelled with the round: what is not given back would wait for the claim to run out.
        await _store.ReleaseAsync(claim.Id, [.. mails.Select(m => m.Id)], due, CancellationToken.None);
    }

    private async Task SendAsync(Claim claim, DueMail mail, SendRound round, CancellationToken stop)
    {
        var answer = round.ServerFault ?? await DeliverAsync(mail, stop);
        if (answer.IsServerFault)
        {
            round.NoteServerFault(answer);
        }

        var outcome = AttemptOutcome.Of(mail, answer, _clock.GetUtcNow(), _random.NextDouble());
        // Not cancelled: once the server has the mail, that must be written down.
        if (!await _store.FinishAsync(claim.Id, mail, outcome, _transport.Destination, CancellationToken.None))
        {
            _logger.LogWarning("The claim on mail {Mail} had run out when its attempt ended ({Outcome})", mail.Id, outcome.Outcome);
        }

        round.Count(outcome.Status);
        if (outcome.Status is MailStatus.Failed or MailStatus.PartlySent)
        {
            _logger.LogWarning("Mail {Mail} ({Kind}) needs a person: stopped at {Stage}", mail.Id, mail.Kind, outcome.Stage);
        }
    }

    private async Task<DeliveryAnswer> DeliverAsync(DueMail mail, CancellationToken stop)
    {
        if (mail.Open.Count == 0)
        {
            return DeliveryAnswer.Of(DeliveryStage.Accepted, DeliveryOutcome.Accepted, "没有待发送的收件人。");
        }

        try
        {
            var files = await _store.FilesAsync(mail.Id, stop);
            using var message = _composer.Compose(mail, files);
            return await _transport.SendAsync(
                new OutgoingMessage(message, _composer.EnvelopeSender, mail.Open, _settings.DeliveryLimit), stop);
        }
        catch (MailTooLargeException e)
        {
            return DeliveryAnswer.Of(DeliveryStage.Compose, DeliveryOutcome.Permanent, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException and not NpgsqlException)
        {
            // One mail that cannot be handled must not stand in the way of all others, at this round and every later one.
            _logger.LogError(e, "Mail {Mail} could not be built or handed over", mail.Id);
            return DeliveryAnswer.Of(DeliveryStage.Compose, DeliveryOutcome.Permanent, $"邮件无法生成或发送：{PlainText.Line(e.Message)}。详见服务日志。");
        }
    }

    private sealed record Claim(Guid Id, DateTimeOffset Until);
}
