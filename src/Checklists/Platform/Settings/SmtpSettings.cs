namespace Checklists.Platform.Settings;

/// <summary>The SMTP server that mails go out through.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port, 1–65535; by default 465 for <see cref="SmtpTls.Implicit"/>, else 587, or 25 without TLS.</param>
/// <param name="User">The account; null sends without signing in.</param>
/// <param name="Password">The account's password.</param>
/// <param name="Tls">How the connection is protected.</param>
/// <param name="From">The sender's address.</param>
public sealed record SmtpSettings(string Host, int Port, string? User, string? Password, SmtpTls Tls, string From)
{
    /// <summary>Everything but the password, so that a log of the settings never shows it.</summary>
    public override string ToString() => $"{Host}:{Port} ({Tls}), user {User ?? "none"}, from {From}";
}
