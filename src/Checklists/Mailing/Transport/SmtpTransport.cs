using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Checklists.Platform.Settings;
using MailKit.Security;
using MimeKit;

namespace Checklists.Mailing.Transport;

/// <summary>Sends over SMTP and keeps connections for the next messages.</summary>
public sealed class SmtpTransport : IMailTransport
{
    // Servers close idle connections after some minutes and often count messages per connection.
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(30);
    private const int MessagesPerConnection = 500;

    private readonly ConcurrentBag<SmtpConnection> _idle = [];
    private readonly SmtpServer _server;
    private readonly TimeProvider _clock;
    private readonly X509Certificate2Collection? _trusted;

    /// <summary>Makes the transport; connects to nothing yet.</summary>
    /// <exception cref="ArgumentException">A password without encryption. The message is Chinese.</exception>
    /// <exception cref="IOException">The file of trusted certificates cannot be read.</exception>
    public SmtpTransport(SmtpServer server, TimeProvider clock)
    {
        if (server is { Tls: SmtpTls.None, User: not null })
        {
            throw new ArgumentException("Smtp__Tls 为 None 时不能设置 Smtp__User：密码不得明文传输。请改用 StartTls 或 Implicit，或去掉 Smtp__User。", nameof(server));
        }

        _server = server;
        _clock = clock;
        if (server.TrustedCertificates is { } file)
        {
            _trusted = [];
            _trusted.ImportFromPemFile(file);
        }
    }

    /// <inheritdoc/>
    public string Destination => _server.ToString();

    /// <inheritdoc/>
    public async Task<DeliveryAnswer> SendAsync(OutgoingMessage message, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(message.Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        var (connection, fault) = await TakeAsync(either.Token);
        stop.ThrowIfCancellationRequested();
        return connection is null ? fault! : await HandOverAsync(connection, message, stop, either.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection))
        {
            await CloseAsync(connection);
        }
    }

    private async Task<DeliveryAnswer> HandOverAsync(
        SmtpConnection connection, OutgoingMessage message, CancellationToken stop, CancellationToken ct)
    {
        try
        {
            connection.BeginMessage();
            var sender = new MailboxAddress("", message.EnvelopeSender);
            var answer = await connection.SendAsync(message.Mime, sender, message.Recipients.Select(r => new MailboxAddress("", r)), ct);
            await KeepAsync(connection);
            return OfRecipients(connection.Recipients, PlainText.Line(answer, 500));
        }
        catch (Exception e) when (SmtpAnswers.OfSending(e, connection.Trace.Stage) is not null)
        {
            var answer = SmtpAnswers.OfSending(e, connection.Trace.Stage)!;
            var recipients = connection.Recipients;
            await DropOrKeepAsync(connection);
            stop.ThrowIfCancellationRequested();
            return answer.Stage != DeliveryStage.Sender && AllRefused(recipients, message) ? OfRecipients(recipients, answer.Answer) : answer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // When no recipient was taken, the server's words to each of them say more than the fault that ended the message.
    private static bool AllRefused(IReadOnlyList<RecipientAnswer> recipients, OutgoingMessage message) =>
        recipients.Count == message.Recipients.Count && recipients.All(r => r.Outcome != DeliveryOutcome.Accepted);

    private static DeliveryAnswer OfRecipients(IReadOnlyList<RecipientAnswer> recipients, string answer)
    {
        RecipientAnswer[] all = [.. recipients];
        var outcomes = all.Select(r => r.Outcome).Distinct().ToArray();
        var outcome = outcomes.Length == 1 ? outcomes[0] : DeliveryOutcome.Partial;
        return outcome == DeliveryOutcome.Accepted
            ? new DeliveryAnswer(DeliveryStage.Accepted, outcome, answer, all)
            : new DeliveryAnswer(DeliveryStage.Recipient, outcome, all.First(r => r.Outcome != DeliveryOutcome.Accepted).Answer, all);
    }

    private async Task<(SmtpConnection? Connection, DeliveryAnswer? Fault)> TakeAsync(CancellationToken ct)
    {
        while (_idle.TryTake(out var kept))
        {
            if (kept.IsConnected && _clock.GetUtcNow() - kept.LastUsed < IdleLimit && await IsAliveAsync(kept, ct))
            {
                return (kept, null);
            }

            kept.Dispose();
        }

        return await ConnectAsync(ct);
    }

    // A NOOP is asked only after a pause: in a busy run it would double the conversation.
    private async Task<bool> IsAliveAsync(SmtpConnection connection, CancellationToken ct)
    {
        if (_clock.GetUtcNow() - connection.LastUsed < TimeSpan.FromSeconds(2))
        {
            return true;
        }

        try
        {
            await connection.NoOpAsync(ct);
            return true;
        }
        catch (Exception e) when (SmtpAnswers.OfSending(e, DeliveryStage.Connect) is not null)
        {
            return false;
        }
    }

    private async Task<(SmtpConnection? Connection, DeliveryAnswer? Fault)> ConnectAsync(CancellationToken ct)
    {
        var connection = SmtpConnection.Create(_server, _trusted);
        try
        {
            await connection.ConnectAsync(_server.Host, _server.Port, OptionOf(_server.Tls), ct);
            if (_server.User is { } user)
            {
                await SignInAsync(connection, user, ct);
            }

            return (connection, null);
        }
        catch (Exception e) when (SmtpAnswers.OfConnecting(e, StageOf(connection), _server) is not null)
        {
            var fault = SmtpAnswers.OfConnecting(e, StageOf(connection), _server);
            connection.Dispose();
            return (null, fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(SmtpConnection connection, string user, CancellationToken ct)
    {
        if (!connection.IsSecure)
        {
            throw new InvalidOperationException("The connection is not encrypted; the password is not sent.");
        }

        connection.Trace.BeginSignIn();
        await connection.AuthenticateAsync(user, _server.Password ?? "", ct);
    }

    private static DeliveryStage StageOf(SmtpConnection connection) => connection.Trace.Stage;

    private static SecureSocketOptions OptionOf(SmtpTls tls) => tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private async Task KeepAsync(SmtpConnection connection)
    {
        if (connection.Messages >= MessagesPerConnection)
        {
            await CloseAsync(connection);
            return;
        }

        connection.LastUsed = _clock.GetUtcNow();
        _idle.Add(connection);
    }

    private async Task DropOrKeepAsync(SmtpConnection connection)
    {
        // MailKit has sent RSET after a refusal; a conversation that broke elsewhere is not to be trusted any more.
        if (connection.IsConnected && connection.Trace.Stage is DeliveryStage.Sender or DeliveryStage.Recipient)
        {
            await KeepAsync(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    private static async Task CloseAsync(SmtpConnection connection)
    {
        try
        {
            await connection.DisconnectAsync(quit: true);
        }
        catch (Exception e) when (SmtpAnswers.OfSending(e, DeliveryStage.Connect) is not null)
        {
            // The server was quicker; nothing is lost by it.
        }
        finally
        {
            connection.Dispose();
        }
    }
}
