namespace Checklists.Certificates;

/// <summary>Whether a certificate still speaks for its village.</summary>
public enum CertificateStatus
{
    /// <summary>有效.</summary>
    Valid = 0,

    /// <summary>已更替: a newer run issued another one.</summary>
    Superseded = 1,

    /// <summary>已撤销.</summary>
    Revoked = 2,
}

/// <summary>An issued 核对情况告知单: one per village and week, its number never reused.</summary>
public sealed class Certificate
{
    /// <summary>编号, for example PY-2026W47-101003-7KQ2.</summary>
    public required string Number { get; init; }

    /// <summary>The run that issued it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The village.</summary>
    public required string VillageCode { get; init; }

    /// <summary>The list that was looked at.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>ISO week.</summary>
    public required string Week { get; init; }

    /// <summary>The list of the province behind it.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>SHA-256 (hex) of the PDF, kept in <see cref="Platform.Database.StoredFile"/>.</summary>
    public required string FileHash { get; init; }

    /// <summary>Name of the PDF for people.</summary>
    public required string FileName { get; init; }

    /// <summary>Lines by verdict, indexed by verdict kind.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Lines that waited for a person.</summary>
    public required int Open { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Whether it still stands.</summary>
    public CertificateStatus Status { get; set; }

    /// <summary>The newer certificate.</summary>
    public string? SupersededBy { get; set; }

    /// <summary>Why it was revoked.</summary>
    public string? RevocationReason { get; set; }
}
