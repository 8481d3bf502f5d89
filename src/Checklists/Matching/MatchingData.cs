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

    internal IReadOnlyDictionary<char, int> Syllables { get; init; } = new Dictionary<char, int>();

    internal IReadOnlySet<string> Fillers { get; init; } = new HashSet<string>();

    internal IReadOnlyList<CueRow> Cues { get; init; } = [];

    internal Thresholds Thresholds { get; init; } = new();

    /// <summary>Reads <c>lexicon/</c>, <c>phrases/</c> and <c>matching/</c> below the seeds directory.</summary>
    /// <exception cref="MatchingDataException">A file is missing or a line is wrong.</exception>
    public static MatchingData Load(string seedsDirectory)
    {
        ArgumentException.ThrowIfNullOrEmpty(seedsDirectory);
        return new MatchingDataReading(seedsDirectory).Read();
    }
}
