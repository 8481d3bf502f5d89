using Checklists.Matching.Deciding;
using Checklists.Matching.Lexicon;

namespace Checklists.Matching;

/// <summary>All that the matcher knows besides the catalogue: lexicon, phrase bank, trained model and thresholds. Immutable.</summary>
public sealed class MatchingData
{
    internal MatchingData(string hash) => Hash = hash;

    /// <summary>SHA-256 (hex, lower case) over all files read, in a fixed order.</summary>
    public string Hash { get; }

    /// <summary>The phrase bank, file by file in name order.</summary>
    public IReadOnlyList<LabelledPhrase> Phrases { get; internal init; } = [];

    /// <summary>Everyday wordings of items, by code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases { get; internal init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal IReadOnlyList<KeyValuePair<char, char>> Simplified { get; init; } = [];

    internal IReadOnlyList<KeyValuePair<string, string>> Confusions { get; init; } = [];

    /// <summary>The toneless syllable of each character, 0 for none.</summary>
    internal ushort[] SyllableTable { get; init; } = new ushort[65536];

    internal IReadOnlyList<CueRow> Cues { get; init; } = [];

    internal Thresholds Thresholds { get; init; } = new();

    /// <summary>The trained model; <c>null</c> while there is none yet.</summary>
    internal TrainedModel? Model { get; init; }

    /// <summary>Reads <c>lexicon/</c>, <c>phrases/</c> and <c>matching/</c> below the seeds directory.</summary>
    /// <exception cref="MatchingDataException">A file is missing or a line is wrong.</exception>
    public static MatchingData Load(string seedsDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(seedsDirectory);
        return new MatchingDataReading(seedsDirectory).Read(withModel: true);
    }

    /// <summary>Reads everything but the trained model, for training one.</summary>
    /// <exception cref="MatchingDataException">A file is missing or a line is wrong.</exception>
    public static MatchingData LoadForTraining(string seedsDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(seedsDirectory);
        return new MatchingDataReading(seedsDirectory).Read(withModel: false);
    }

    /// <summary>The same knowledge with other limits, for choosing them.</summary>
    internal MatchingData With(Thresholds thresholds) => new(Hash)
    {
        Phrases = Phrases,
        Aliases = Aliases,
        Simplified = Simplified,
        Confusions = Confusions,
        SyllableTable = SyllableTable,
        Cues = Cues,
        Thresholds = thresholds,
        Model = Model,
    };

    /// <summary>The same knowledge with other phrases and another model, for cross-validation.</summary>
    internal MatchingData With(IReadOnlyList<LabelledPhrase> phrases, TrainedModel? model) => new(Hash)
    {
        Phrases = phrases,
        Aliases = Aliases,
        Simplified = Simplified,
        Confusions = Confusions,
        SyllableTable = SyllableTable,
        Cues = Cues,
        Thresholds = Thresholds,
        Model = model,
    };
}
