using Checklists.Matching.Indexing;

namespace Checklists.Matching.Learning;

/// <summary>Divides lines for cross-validation so that near-duplicates never stand on both sides.</summary>
internal static class Folds
{
    /// <summary>Cosine from which two lines count as near-duplicates.</summary>
    public const float NearDuplicate = 0.6f;

    /// <summary>The fold of each line; the same lines give the same folds.</summary>
    public static int[] Divide(IReadOnlyList<string> texts, int folds, uint seed)
    {
        var parent = Enumerable.Range(0, texts.Count).ToArray();
        var vocabulary = new NgramVocabulary(new ushort[65536]);
        var index = WordingIndex.Build(texts.Select(t => new Wording(t, [], 1)), vocabulary, commonShare: 1);
        var scratch = new WordingScratch(texts.Count);
        var reading = new NgramReading();
        for (var i = 0; i < texts.Count; i++)
        {
            vocabulary.Read(texts[i], [Range.All], reading);
            foreach (var other in index.Within(reading, NearDuplicate, scratch))
            {
                parent[Root(parent, i)] = Root(parent, other);
            }
        }

        var random = new XorShift(seed);
        var fold = new int[texts.Count];
        var ofGroup = new Dictionary<int, int>();
        for (var i = 0; i < texts.Count; i++)
        {
            var root = Root(parent, i);
            if (!ofGroup.TryGetValue(root, out fold[i]))
            {
                fold[i] = ofGroup[root] = (int)(random.Next() % (uint)folds);
            }
        }

        return fold;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            i = parent[i] = parent[parent[i]];
        }

        return i;
    }
}
