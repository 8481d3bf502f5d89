namespace Checklists.Audit;

/// <summary>A change, by whom and when; each entry carries the hash of the one before it, so that a later edit shows.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Account name, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, for example submission.received.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; init; }

    /// <summary>Details as JSON text, kept byte for byte because it is hashed.</summary>
    public required string Data { get; init; }

    /// <summary>Hash of the entry before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 (hex) over the fields above.</summary>
    public required string Hash { get; init; }
}
