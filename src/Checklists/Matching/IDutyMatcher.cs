namespace Checklists.Matching;

/// <summary>Says which item of the provincial list a line is. Pure and thread-safe: the same input gives the same bytes.</summary>
public interface IDutyMatcher
{
    /// <summary>SHA-256 (hex) of the catalogue that this matcher was built from.</summary>
    string CatalogueHash { get; }

    /// <summary>SHA-256 (hex) over model, lexicon, phrases and thresholds: printed behind every verdict, used by replay.</summary>
    string ModelHash { get; }

    /// <summary>Assesses one line.</summary>
    Assessment Assess(LineInput line);
}
