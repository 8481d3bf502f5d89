using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MimeKit;

namespace Checklists.Mailing.Transport;

/// <summary>A client that notes each recipient's answer instead of giving the whole message up at the first refusal.</summary>
internal sealed class SmtpConnection : SmtpClient
{
    private readonly List<RecipientAnswer> _recipients = [];
    private readonly X509Certificate2Collection? _trusted;

    private SmtpConnection(ConversationTrace trace, X509Certificate2Collection? trusted)
        : base(trace)
    {
        Trace = trace;
        _trusted = trusted;
    }

    /// <summary>How far the conversation has come.</summary>
    public ConversationTrace Trace { get; }

    /// <summary>Messages handed over on this connection.</summary>
    public int Messages { get; private set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset LastUsed { get; set; }

    /// <summary>Answers to the recipients of the current message.</summary>
    public IReadOnlyList<RecipientAnswer> Recipients => _recipients;

    /// <summary>Makes an unconnected client.</summary>
    public static SmtpConnection Create(SmtpServer server, X509Certificate2Collection? trusted)
    {
        var connection = new SmtpConnection(new ConversationTrace(), trusted)
        {
            Timeout = (int)server.AnswerLimit.TotalMilliseconds,
            // Revocation lists cannot be fetched from a government network; an unreachable list would stop every mail.
            CheckCertificateRevocation = false,
        };
        connection.ServerCertificateValidationCallback = connection.IsTrusted;
        return connection;
    }

    /// <summary>Begins a message.</summary>
    public void BeginMessage()
    {
        _recipients.Clear();
        Trace.BeginMessage();
        Messages++;
    }

    /// <inheritdoc/>
    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Note(mailbox, DeliveryOutcome.Accepted, response);

    /// <inheritdoc/>
    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Note(mailbox, SmtpAnswers.OutcomeOf((int)response.StatusCode), response);

    private void Note(MailboxAddress mailbox, DeliveryOutcome outcome, SmtpResponse response) =>
        _recipients.Add(new RecipientAnswer(mailbox.Address, outcome, SmtpAnswers.Text((int)response.StatusCode, response.Response)));

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (_trusted is null || certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_trusted);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(e => e.Certificate).ToArray() ?? []);
        return own.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
