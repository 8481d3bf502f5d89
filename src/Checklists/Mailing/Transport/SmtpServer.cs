namespace Checklists.Mailing.Transport;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, demanded: a server that does not offer it gets no mail.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    Tls = 1,

    /// <summary>No encryption: only without a password, for a relay on the same machine.</summary>
    None = 2,
}

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

    /// <summary>Protection of the connection.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>PEM file of authorities to trust besides the system's, for a county with an own one.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>Longest wait for one answer of the server.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
