using Checklists.Matching.Indexing;
using Checklists.Matching.Text;

namespace Checklists.Matching.Analysis;

/// <summary>Gathers all wordings that the indexes are built over.</summary>
internal static class WordingSets
{
    private const float DescriptionWeight = 0.9f;
    private const float AliasWeight = 0.7f;

    /// <summary>The catalogue's own texts and the everyday wordings of its items.</summary>
    public static IEnumerable<Wording> OfCatalogue(ClassSpace classes, MatchingData data, WordingNormalizer normalizer)
    {
        for (var i = 0; i < classes.Items; i++)
        {
            var item = classes.Catalogue.Items[i];
            int[] self = [i];
            foreach (var text in item.Keywords.Append(item.Title))
            {
                yield return new Wording(normalizer.Normalize(text), self, 1);
            }

            yield return new Wording(normalizer.Normalize(item.Description), self, DescriptionWeight);
            foreach (var alias in classes.IsLearned(i) ? data.Aliases.GetValueOrDefault(item.Code) ?? [] : [])
            {
                yield return new Wording(normalizer.Normalize(alias), self, AliasWeight);
            }
        }
    }

    /// <summary>The phrase bank: single tasks as they are, compound lines by their parts.</summary>
    public static IEnumerable<Wording> OfPhrases(ClassSpace classes, IEnumerable<LabelledPhrase> phrases, WordingNormalizer normalizer) =>
        Tasks(phrases)
            .Select(p => (Phrase: p, Classes: classes.Of(p)))
            .Where(p => p.Classes.Length > 0)
            .Select(p => new Wording(normalizer.Normalize(p.Phrase.Text), p.Classes, 1));

    /// <summary>Each labelled task on its own.</summary>
    public static IEnumerable<LabelledPhrase> Tasks(IEnumerable<LabelledPhrase> phrases) =>
        phrases.SelectMany(p => p.Parts.Count == 0 ? [p] : p.Parts);
}
