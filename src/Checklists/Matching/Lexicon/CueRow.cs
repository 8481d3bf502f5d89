namespace Checklists.Matching.Lexicon;

/// <summary>A role word (one piece) or a gap pattern (several) of the lexicon.</summary>
internal sealed record CueRow(IReadOnlyList<string[]> Pieces, CueClass Class, float Weight);
