namespace Checklists.Catalogue;

/// <summary>A version of the provincial list as it was imported: immutable, addressed by its hash.</summary>
public sealed class CatalogueRecord
{
    /// <summary>SHA-256 (hex) of the canonical content.</summary>
    public required string Hash { get; init; }

    /// <summary>Name of the list.</summary>
    public required string Name { get; init; }

    /// <summary>Version as the province gave it.</summary>
    public required string Version { get; init; }

    /// <summary>The day it takes effect.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The imported file, byte for byte.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>When it became the list in force; the newest one is in force.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }
}
