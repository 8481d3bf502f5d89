using Checklists.Catalogue;
using Checklists.Matching.Indexing;
using Checklists.Matching.Text;

namespace Checklists.Matching;

/// <summary>Says which item of the provincial list a line is. Build one per catalogue version and keep it.</summary>
public sealed class DutyMatcher : IDutyMatcher
{
    private readonly CatalogueVersion _catalogue;
    private readonly WordingNormalizer _normalizer;
    private readonly WordingIndex _index;
    private readonly List<(int Item, DutyKind Kind, VerdictKind Verdict)> _wordings;

    private DutyMatcher(CatalogueVersion catalogue, MatchingData data)
    {
        _catalogue = catalogue;
        ModelHash = data.Hash;
        _normalizer = new WordingNormalizer(new CharacterFolding(data.Simplified), data.Confusions);
        _wordings = [];
        var texts = new List<string>();
        for (var i = 0; i < catalogue.Items.Count; i++)
        {
            var item = catalogue.Items[i];
            foreach (var text in item.Keywords.Append(item.Title).Append(item.Description).Concat(data.Aliases.GetValueOrDefault(item.Code) ?? []))
            {
                texts.Add(_normalizer.Normalize(text));
                _wordings.Add((i, item.Kind, VerdictOf(item.Category)));
            }
        }

        var ordinal = catalogue.Items.Select((item, i) => (item.Code, i)).ToDictionary(p => p.Code, p => p.i);
        foreach (var phrase in data.Phrases.Where(p => p.Parts.Count == 0).Concat(data.Phrases.SelectMany(p => p.Parts)))
        {
            var known = phrase.Codes.Count == 1 && ordinal.ContainsKey(phrase.Codes[0]);
            if (!known && phrase.Verdict is not (VerdictKind.Unlisted or VerdictKind.Ambiguous))
            {
                continue;
            }

            texts.Add(_normalizer.Normalize(phrase.Text));
            _wordings.Add((phrase.Verdict == VerdictKind.Unlisted || !known ? -1 : ordinal[phrase.Codes[0]], phrase.Kind, phrase.Verdict));
        }

        _index = WordingIndex.Build(texts);
    }

    /// <inheritdoc/>
    public string CatalogueHash => _catalogue.Hash;

    /// <inheritdoc/>
    public string ModelHash { get; }

    /// <summary>Builds the matcher; takes well under a second for a provincial list.</summary>
    public static DutyMatcher Build(CatalogueVersion catalogue, MatchingData data)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(data);
        return new DutyMatcher(catalogue, data);
    }

    /// <summary>The normalised wording: two lines with one key are the same wording (numbering, width, punctuation, 繁简 and year aside).</summary>
    public string WordingKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _normalizer.Normalize(text);
    }

    /// <summary>How alike two wordings are, 0..1; used to find a withdrawn duty that comes back under another name.</summary>
    public double Similarity(string a, string b) => _index.Similarity(_normalizer.Normalize(a), _normalizer.Normalize(b));

    /// <inheritdoc/>
    public Assessment Assess(LineInput line)
    {
        ArgumentNullException.ThrowIfNull(line);
        Span<char> buffer = stackalloc char[WordingNormalizer.MaxLength];
        var length = _normalizer.Normalize(line.Text, buffer, out _);
        var similarity = new float[_index.Count];
        var touched = new int[_index.Count];
        var count = _index.Score(buffer[..length], similarity, touched, new ulong[2 * WordingNormalizer.MaxLength]);
        var best = new Dictionary<int, (float Sim, VerdictKind Verdict)>();
        for (var i = 0; i < count; i++)
        {
            var (item, kind, verdict) = _wordings[touched[i]];
            var sim = similarity[touched[i]];
            if (kind == line.Kind && (!best.TryGetValue(item, out var known) || known.Sim < sim))
            {
                best[item] = (sim, verdict);
            }
        }

        var ranked = best.OrderByDescending(b => b.Value.Sim).ThenBy(b => b.Key).Take(6).ToList();
        var candidates = ranked.Where(r => r.Key >= 0).Take(5).Select(r => new Candidate(_catalogue.Items[r.Key].Code, Math.Round(r.Value.Sim, 4))).ToList();
        if (ranked.Count == 0 || ranked[0].Value.Sim < 0.3)
        {
            return Undecided(line, candidates);
        }

        var top = ranked[0];
        var codes = top.Key >= 0 ? new List<string> { _catalogue.Items[top.Key].Code } : [];
        var reason = top.Key >= 0
            ? $"系统初核意见：与清单“{_catalogue.Items[top.Key].Title}”（{codes[0]}）的用语最接近，请人工核对。"
            : "系统初核意见：与清单外事项的用语最接近，请人工核对。";
        var auto = top.Value.Sim > 0.95 && top.Value.Verdict is not (VerdictKind.Ambiguous or VerdictKind.Unlisted);
        return new Assessment(top.Value.Verdict, null, auto, codes, Math.Round(top.Value.Sim, 4), [reason], candidates, [new AssessedPart(line.Text, top.Value.Verdict, codes)]);
    }

    private static Assessment Undecided(LineInput line, List<Candidate> candidates) => new(
        VerdictKind.Ambiguous, null, false, [], 0.5, ["系统初核意见：清单中没有相近的事项，请补充说明后研判。"], candidates, [new AssessedPart(line.Text, VerdictKind.Ambiguous, [])]);

    private static VerdictKind VerdictOf(DutyCategory category) => category switch
    {
        DutyCategory.Primary => VerdictKind.Primary,
        DutyCategory.Assisting => VerdictKind.Assisting,
        _ => VerdictKind.Prohibited,
    };
}
