namespace Checklists.Platform.Database;

/// <summary>A file by its content: a sender's original or an issued PDF. Kept in the database so that it commits with what refers to it.</summary>
public sealed class StoredFile
{
    /// <summary>SHA-256 (hex) of <see cref="Content"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>MIME type.</summary>
    public required string ContentType { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When it was first stored.</summary>
    public required DateTimeOffset StoredAt { get; init; }
}
