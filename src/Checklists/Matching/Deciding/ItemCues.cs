using Checklists.Matching.Analysis;
using Checklists.Matching.Lexicon;
using Checklists.Matching.Text;

namespace Checklists.Matching.Deciding;

/// <summary>Which demands the law itself makes of a village: an item that names a 责任书 or a daily report is not exceeded by one.</summary>
internal sealed class ItemCues
{
    private readonly float[][] _weights;

    public ItemCues(ClassSpace classes, CueLexicon lexicon, WordingNormalizer normalizer)
    {
        var hits = new List<PhraseHit>();
        var cues = new List<Cue>();
        _weights = [.. classes.Catalogue.Items.Select(item =>
        {
            cues.Clear();
            lexicon.Scan(normalizer.Normalize($"{item.Title}；{item.Description}；{string.Join('；', item.Keywords)}"), hits, cues);
            var weights = new float[CueLexicon.ClassCount];
            cues.ForEach(c => weights[(int)c.Class] = Math.Max(weights[(int)c.Class], c.Weight));
            return weights;
        })];
    }

    /// <summary>Whether the item's own text carries a role word of this class at this weight.</summary>
    public bool Carries(int item, CueClass cueClass, double weight) => _weights[item][(int)cueClass] >= weight;
}
