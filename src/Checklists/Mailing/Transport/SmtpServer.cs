using Checklists.Platform.Settings;

namespace Checklists.Mailing.Transport;

/// <summary>The mail server.</summary>
public sealed record SmtpServer
{
    /// <summary>Host name; the certificate must be for it.</summary>
    public required string Host { get; init; }

    /// <summary>Port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Account, or <c>null</c> to send without signing in.</summary>
    public string? User { get; init; }

    /// <summary>Its password; never logged, never sent unencrypted.</summary>
    public string? Password { get; init; }

    /// <summary>Protection of the connection; <see cref="SmtpTls.None"/> only without a password.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>PEM file of authorities to trust besides the system's, for a county with an own one.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>Longest wait for one answer of the server.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server that the settings name.</summary>
    public static SmtpServer Of(SmtpSettings settings) => new()
    {
        Host = settings.Host,
        Port = settings.Port,
        User = settings.User,
        Password = settings.Password,
        Tls = settings.Tls,
    };

    /// <summary>Host and port: no secrets.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
