namespace Checklists.Platform.Settings;

/// <summary>How the connection to the SMTP server is protected.</summary>
public enum SmtpTls
{
    /// <summary>Not at all; only for a server on this machine.</summary>
    None,

    /// <summary>STARTTLS, and no sending without it (usual on port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (usual on port 465).</summary>
    Implicit,
}
