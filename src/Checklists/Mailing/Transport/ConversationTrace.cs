using MailKit;

namespace Checklists.Mailing.Transport;

/// <summary>Notes how far an SMTP conversation has come, so that a dropped line can be placed. Keeps no content.</summary>
internal sealed class ConversationTrace : IProtocolLogger
{
    private bool _inMessage;

    /// <summary>What was last sent belongs to this stage.</summary>
    public DeliveryStage Stage { get; private set; } = DeliveryStage.Connect;

    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Signing in begins.</summary>
    public void BeginSignIn() => Stage = DeliveryStage.Authenticate;

    /// <summary>A new message begins.</summary>
    public void BeginMessage()
    {
        Stage = DeliveryStage.Sender;
        _inMessage = false;
    }

    /// <inheritdoc/>
    public void LogConnect(Uri uri) => Stage = DeliveryStage.Connect;

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
        var sent = buffer.AsSpan(offset, count);
        if (_inMessage)
        {
            // The final dot leaves in a write of its own, after the message.
            Stage = sent.EndsWith(".\r\n"u8) && (count == 3 || sent.EndsWith("\r\n.\r\n"u8)) ? DeliveryStage.Acknowledge : DeliveryStage.Data;
            return;
        }

        if (sent.StartsWith("STARTTLS"u8))
        {
            Stage = DeliveryStage.Tls;
        }
        else if (sent.StartsWith("MAIL FROM"u8))
        {
            Stage = sent.IndexOf("RCPT TO"u8) >= 0 ? DeliveryStage.Recipient : DeliveryStage.Sender;
        }
        else if (sent.StartsWith("RCPT TO"u8))
        {
            Stage = DeliveryStage.Recipient;
        }
        else if (sent.StartsWith("DATA"u8))
        {
            Stage = DeliveryStage.Data;
        }
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (Stage == DeliveryStage.Data && !_inMessage && buffer.AsSpan(offset, count).StartsWith("354"u8))
        {
            _inMessage = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
