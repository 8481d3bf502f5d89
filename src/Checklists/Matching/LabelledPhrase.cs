using Checklists.Catalogue;

namespace Checklists.Matching;

/// <summary>A wording whose right answer is known: a line of the phrase bank.</summary>
/// <param name="Text">The wording as a village would write it.</param>
/// <param name="Kind">Duty, signboard or proof.</param>
/// <param name="Codes">The right items; empty when unlisted; the candidates when ambiguous.</param>
/// <param name="AlternativeCodes">Items that are equally right for the whole line.</param>
/// <param name="Verdict">The right verdict; for several tasks the strictest.</param>
/// <param name="Parts">The tasks of a line that has several; otherwise empty.</param>
/// <param name="Source">File and line, for messages.</param>
public sealed record LabelledPhrase(
    string Text,
    DutyKind Kind,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> AlternativeCodes,
    VerdictKind Verdict,
    IReadOnlyList<LabelledPhrase> Parts,
    string Source);
