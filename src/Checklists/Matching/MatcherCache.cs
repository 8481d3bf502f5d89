using System.Collections.Concurrent;
using Checklists.Catalogue;

namespace Checklists.Matching;

/// <summary>Keeps one matcher per version of the list: building one takes far longer than a whole list's check.</summary>
public sealed class MatcherCache(string seedsDirectory)
{
    private readonly Lazy<MatchingData> data = new(() => MatchingData.Load(seedsDirectory));
    private readonly ConcurrentDictionary<string, Lazy<IDutyMatcher>> matchers = new();

    /// <summary>The matcher for a version of the list.</summary>
    /// <exception cref="MatchingDataException">The lexicon, phrases or model are broken.</exception>
    public IDutyMatcher For(CatalogueVersion catalogue) =>
        matchers.GetOrAdd(catalogue.Hash, _ => new Lazy<IDutyMatcher>(() => DutyMatcher.Build(catalogue, data.Value))).Value;
}
