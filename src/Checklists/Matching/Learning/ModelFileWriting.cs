using Checklists.Catalogue;
using Checklists.Matching.Deciding;

namespace Checklists.Matching.Learning;

/// <summary>Trains on the phrase bank and yields the model's files.</summary>
public static class ModelFileWriting
{
    /// <summary>Trains; the same catalogue, lexicon and phrases give the same texts, byte by byte.</summary>
    /// <returns>The texts by their path below the seeds directory.</returns>
    public static IReadOnlyDictionary<string, string> Train(CatalogueVersion catalogue, MatchingData data, Action<string> report) =>
        ModelFiles.Write(new ModelTraining(catalogue, data, report).Train());
}
