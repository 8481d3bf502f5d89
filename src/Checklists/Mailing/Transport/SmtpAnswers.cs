using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Checklists.Mailing.Transport;

/// <summary>Turns what an SMTP conversation ended with into an answer: temporary or permanent, and at which stage.</summary>
internal static partial class SmtpAnswers
{
    /// <summary>4xx is temporary, everything else that is no success is permanent (RFC 5321 4.2.1).</summary>
    public static DeliveryOutcome OutcomeOf(int status) =>
        status is >= 400 and < 500 ? DeliveryOutcome.Temporary : DeliveryOutcome.Permanent;

    /// <summary>A server's words as they stand in the ledger.</summary>
    public static string Text(int status, string? words) =>
        PlainText.Line(string.Create(CultureInfo.InvariantCulture, $"{status} {words}"), 500);

    /// <summary>Places a fault while connecting, encrypting or signing in.</summary>
    /// <returns><c>null</c> for an exception that is none of the conversation's.</returns>
    public static DeliveryAnswer? OfConnecting(Exception fault, DeliveryStage stage, SmtpServer server) => fault switch
    {
        SslHandshakeException e => Permanent(
            DeliveryStage.Tls,
            $"与 {server} 的加密连接未能建立或证书不可信（{First(e)}）。请核对 Smtp__Host 是否与证书一致、证书是否过期，或把签发它的根证书加入本机信任的证书。"),
        NotSupportedException when stage == DeliveryStage.Authenticate => Permanent(
            stage, $"邮件服务器 {server} 不提供可用的登录方式。请核对 Smtp__Host、Smtp__Port，无须登录时去掉 Smtp__User。"),
        NotSupportedException => Permanent(
            DeliveryStage.Tls, $"邮件服务器 {server} 不提供 STARTTLS 加密，邮件没有发出。请核对 Smtp__Port，或将 Smtp__Tls 设为 Implicit。"),
        AuthenticationException e => OfSigningIn(e, server),
        SmtpCommandException e => DeliveryAnswer.Of(stage, OutcomeOf((int)e.StatusCode), Text((int)e.StatusCode, e.Message)),
        _ when IsBrokenLine(fault) => Temporary(stage, $"与 {server} 的连接失败：{First(fault)}"),
        _ => null,
    };

    /// <summary>Places a fault while handing a message over.</summary>
    /// <returns><c>null</c> for an exception that is none of the conversation's.</returns>
    public static DeliveryAnswer? OfSending(Exception fault, DeliveryStage traced) => fault switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } e => OfCommand(DeliveryStage.Sender, e),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } e => OfCommand(DeliveryStage.Recipient, e),
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } e => OfCommand(DeliveryStage.Data, e),
        SmtpCommandException e => OfCommand(traced, e),
        _ when IsBrokenLine(fault) => Temporary(traced, traced == DeliveryStage.Acknowledge
            ? $"邮件已全部送出，但没有等到服务器的确认（{First(fault)}）；将以同一 Message-ID 再次发送。"
            : $"发送途中连接中断：{First(fault)}"),
        _ => null,
    };

    private static DeliveryAnswer OfCommand(DeliveryStage stage, SmtpCommandException e) =>
        DeliveryAnswer.Of(stage, OutcomeOf((int)e.StatusCode), Text((int)e.StatusCode, e.Message));

    // MailKit reports 454 (try again) and 535 (wrong password) as the same exception; the code stands in its text.
    private static DeliveryAnswer OfSigningIn(AuthenticationException e, SmtpServer server)
    {
        var code = LeadingCode().Match(e.Message);
        return code.Success && code.Value[0] == '4'
            ? Temporary(DeliveryStage.Authenticate, PlainText.Line(e.Message, 500))
            : Permanent(
                DeliveryStage.Authenticate,
                $"邮件服务器 {server} 拒绝登录（{PlainText.Line(e.Message, 300)}）。请核对 Smtp__User 与 Smtp__Password，改正后重启服务，邮件会自动补发。");
    }

    private static bool IsBrokenLine(Exception fault) =>
        fault is IOException or SocketException or ProtocolException or TimeoutException or ServiceNotConnectedException or ServiceNotAuthenticatedException
        || fault is OperationCanceledException;

    private static string First(Exception e) =>
        PlainText.Line(e is OperationCanceledException ? "超过时限" : e.Message, 300);

    private static DeliveryAnswer Temporary(DeliveryStage stage, string answer) => DeliveryAnswer.Of(stage, DeliveryOutcome.Temporary, answer);

    private static DeliveryAnswer Permanent(DeliveryStage stage, string answer) => DeliveryAnswer.Of(stage, DeliveryOutcome.Permanent, answer);

    [GeneratedRegex(@"\A[245][0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingCode();
}
