using Checklists.Catalogue;
using Checklists.Regions;

namespace Checklists.Seeds;

/// <summary>Puts together what one village might list: 25 to 90 lines, mostly its own and assisting duties.</summary>
internal sealed class ListComposer(WordingPool pool)
{
    private static readonly (string, int)[] Duties = [("primary", 38), ("assisting", 41), ("prohibited", 10), ("unlisted", 6), ("ambiguous", 5)];
    private static readonly (string, int)[] Signboards = [("primary", 52), ("assisting", 18), ("prohibited", 25), ("unlisted", 3), ("ambiguous", 2)];
    private static readonly (string, int)[] Proofs = [("primary", 34), ("assisting", 24), ("prohibited", 34), ("unlisted", 4), ("ambiguous", 4)];

    private static readonly (string Strictest, int Rank)[] Strictness =
        [("primary", 0), ("assisting", 1), ("unlisted", 2), ("ambiguous", 3), ("prohibited", 4)];

    /// <summary>Composes a village's list: duties, then signboards, then proofs.</summary>
    public List<ListLine> Compose(Region village, Region township)
    {
        var dice = new Dice(village.Code);
        // Joined cells take a few lines off again.
        var size = dice.Between(30, 90);
        var signboards = size * dice.Between(6, 14) / 100;
        var proofs = size * dice.Between(5, 12) / 100;
        var details = new LineDetails(pool, township.Name, dice);
        return
        [
            .. Choose(dice, DutyKind.Duty, Duties, size - signboards - proofs).Select(details.Complete),
            .. Choose(dice, DutyKind.Signboard, Signboards, signboards).Select(details.Complete),
            .. Choose(dice, DutyKind.Proof, Proofs, proofs).Select(details.Complete),
        ];
    }

    private List<Wording> Choose(Dice dice, DutyKind kind, (string, int)[] mix, int count)
    {
        var chosen = new List<Wording>();
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var attempts = 0; chosen.Count < count && attempts < count * 40; attempts++)
        {
            var wording = dice.Pick(pool.Of(kind, dice.Pick(mix)));
            var key = wording.Codes.Count > 0 ? wording.Codes[0] : wording.Text;
            if (uses.GetValueOrDefault(key) < 2 && !chosen.Contains(wording))
            {
                uses[key] = uses.GetValueOrDefault(key) + 1;
                chosen.Add(wording);
            }
        }

        return kind == DutyKind.Duty ? Join(dice, chosen) : chosen;
    }

    // A clerk now and then puts two or three tasks into one cell.
    private static List<Wording> Join(Dice dice, List<Wording> wordings)
    {
        var joined = new List<Wording>();
        for (var i = 0; i < wordings.Count; i++)
        {
            var take = dice.Chance(4) ? Math.Min(dice.Between(2, 3), wordings.Count - i) : 1;
            var parts = wordings.GetRange(i, take);
            joined.Add(take > 1 && parts.All(p => !p.IsCompound) ? Merge(dice, parts) : wordings[i]);
            i += take > 1 && parts.All(p => !p.IsCompound) ? take - 1 : 0;
        }

        return joined;
    }

    private static Wording Merge(Dice dice, List<Wording> parts)
    {
        var texts = parts.Select(p => p.Text.TrimEnd('。', '；', ';')).ToList();
        var text = dice.Below(4) switch
        {
            0 => string.Join("；", texts),
            1 => string.Join("\n", texts),
            2 => string.Concat(texts.Select((t, i) => $"{(char)('①' + i)}{t}；")).TrimEnd('；'),
            _ => string.Join("\n", texts.Select((t, i) => $"{i + 1}.{t}")),
        };
        var strictest = parts.MaxBy(p => Strictness.First(s => s.Strictest == p.Category).Rank)!;
        return new Wording(text, DutyKind.Duty, strictest.Category, [.. parts.SelectMany(p => p.Codes).Distinct()], IsCompound: true);
    }
}
