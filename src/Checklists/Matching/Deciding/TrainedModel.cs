using Checklists.Matching.Analysis;
using Checklists.Matching.Learning;

namespace Checklists.Matching.Deciding;

/// <summary>All that training yields; kept in <c>seeds/matching</c> as files that can be read and compared.</summary>
/// <param name="Items">The items that the labels speak of: code and fingerprint of what it says.</param>
/// <param name="ItemNgrams">The item model, by code; the last two classes are unlisted and ambiguous.</param>
/// <param name="VerdictNgrams">The modality model, by verdict.</param>
/// <param name="Blending">How the opinions on the item are joined.</param>
/// <param name="Decision">From figures to verdicts.</param>
/// <param name="Certainty">How sure the cited item is.</param>
internal sealed record TrainedModel(
    IReadOnlyDictionary<string, string> Items,
    IReadOnlyList<CodedNgram> ItemNgrams,
    IReadOnlyList<NgramWeights> VerdictNgrams,
    Blending Blending,
    DecisionModel Decision,
    ItemCertainty Certainty);

/// <summary>A row of the item model as stored: by code, so that it survives a reordering of the list.</summary>
internal sealed record CodedNgram(string Ngram, float Rarity, IReadOnlyList<KeyValuePair<string, float>> Weights)
{
    /// <summary>Stands for lines on no list.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>Stands for lines that are too vague.</summary>
    public const string Ambiguous = "ambiguous";

    /// <summary>From classes to codes.</summary>
    public static CodedNgram Of(NgramWeights row, ClassSpace classes) => new(
        row.Ngram, row.Rarity, [.. row.Weights.Select(w => KeyValuePair.Create(CodeOf(w.Key, classes), w.Value))]);

    /// <summary>From codes to the classes of a catalogue; items that it does not know, or knows as something else, are left out.</summary>
    public NgramWeights To(ClassSpace classes) => new(
        Ngram, Rarity, [.. Weights.Select(w => KeyValuePair.Create(ClassOf(w.Key, classes), w.Value)).Where(w => w.Key >= 0)]);

    private static string CodeOf(int ordinal, ClassSpace classes) =>
        ordinal == classes.Unlisted ? Unlisted : ordinal == classes.Ambiguous ? Ambiguous : classes.Catalogue.Items[ordinal].Code;

    private static int ClassOf(string code, ClassSpace classes) =>
        code == Unlisted ? classes.Unlisted : code == Ambiguous ? classes.Ambiguous : classes.LearnedOrdinal(code);
}
