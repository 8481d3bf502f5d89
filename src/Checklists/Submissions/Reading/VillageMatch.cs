using System.Text.RegularExpressions;
using Checklists.Regions;

namespace Checklists.Submissions.Reading;

/// <summary>Whose list it is.</summary>
/// <param name="Village">The village; <c>null</c> when refused.</param>
/// <param name="Refusals">Why it could not be told.</param>
public sealed record VillageMatchResult(Region? Village, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// Tells whose list a file is. What the caller, the cells, the title and the file name say must agree: a list that says two things
/// may be filed with the wrong village, so it is refused and both places are named. Places that name no village say nothing; only a
/// labelled cell, a code or the caller must name one.
/// </summary>
public static partial class VillageMatch
{
    /// <summary>Finds the village.</summary>
    /// <param name="list">The list as read; its <see cref="ReadResult.Villages"/> are looked at.</param>
    /// <param name="fileName">The file's name, by custom 12 digits, an underscore and the village's name.</param>
    /// <param name="regions">The county's regions.</param>
    /// <param name="askedVillageCode">The village that the sender acts for, if known.</param>
    public static VillageMatchResult Find(ReadResult list, string fileName, RegionTree regions, string? askedVillageCode = null)
    {
        var refusals = new List<Refusal>();
        var claims = new List<Claim>();
        foreach (var statement in Statements(list, fileName, askedVillageCode))
        {
            var claim = new Claim(statement, Candidates(statement, regions));
            if (claim.Villages.Count > 0)
            {
                claims.Add(claim);
            }
            else if (MustName(statement))
            {
                refusals.Add(Unknown(statement, regions));
            }
        }

        return refusals.Count > 0 ? new VillageMatchResult(null, refusals) : Agree(claims, regions);
    }

    private sealed record Claim(VillageStatement Statement, List<Region> Villages);

    private static IEnumerable<VillageStatement> Statements(ReadResult list, string fileName, string? asked)
    {
        if (asked is not null)
        {
            yield return new VillageStatement(VillageSource.Code, asked, null, null, null);
        }

        foreach (var statement in list.Villages.OrderBy(v => v.Source))
        {
            yield return statement;
        }

        var name = Path.GetFileNameWithoutExtension(fileName);
        if (LeadingCode().Match(name) is { Success: true } code)
        {
            yield return new VillageStatement(VillageSource.FileName, code.Value, null, null, null);
        }

        yield return new VillageStatement(VillageSource.FileName, name, null, null, null);
    }

    private static bool MustName(VillageStatement statement) =>
        statement.Source is VillageSource.Code or VillageSource.Unit || LeadingCode().Match(statement.Text).Length == statement.Text.Length;

    private static List<Region> Candidates(VillageStatement statement, RegionTree regions)
    {
        var text = Plain(statement.Text);
        if (text.Length == 12 && text.All(char.IsAsciiDigit))
        {
            return regions.Find(text) is { Level: RegionLevel.Village } village ? [village] : [];
        }

        return statement.Source == VillageSource.Code ? [] : Named(text, regions);
    }

    private static List<Region> Named(string text, RegionTree regions)
    {
        var townships = regions.Townships.Where(t => text.Contains(t.Name, StringComparison.Ordinal)).Select(t => t.Code).ToHashSet();
        var named = regions.Villages
            .Where(v => (townships.Count == 0 || townships.Contains(v.ParentCode!)) && text.Contains(Plain(v.Name), StringComparison.Ordinal))
            .ToList();

        // 王庄村 is also written within 小王庄村: the longest name is meant.
        return named.Where(v => !named.Any(o => o.Name.Length > v.Name.Length && Plain(o.Name).Contains(Plain(v.Name), StringComparison.Ordinal))).ToList();
    }

    private static VillageMatchResult Agree(List<Claim> claims, RegionTree regions)
    {
        if (claims.Count == 0)
        {
            return new VillageMatchResult(null, [new Refusal(null, null, null, "看不出是哪个村（社区）的清单", "请在表格上方写“填报单位：××镇××村”，或用“12位区划代码_村名”作文件名")]);
        }

        var agreed = claims[0];
        foreach (var claim in claims.Skip(1))
        {
            var common = agreed.Villages.Intersect(claim.Villages).ToList();
            if (common.Count == 0)
            {
                return new VillageMatchResult(null, [Contradiction(agreed, claim, regions)]);
            }

            agreed = common.Count < agreed.Villages.Count ? claim with { Villages = common } : agreed;
        }

        if (agreed.Villages.Count == 1)
        {
            return new VillageMatchResult(agreed.Villages[0], []);
        }

        var names = string.Join("、", agreed.Villages.Take(3).Select(regions.FullName));
        return new VillageMatchResult(null, [At(agreed.Statement, $"“{LineText.Shorten(agreed.Statement.Text)}”不止一个（{names}）", "请写明乡镇（街道）和村名，或写 12 位区划代码")]);
    }

    private static Refusal Contradiction(Claim first, Claim second, RegionTree regions) =>
        At(
            second.Statement,
            $"{Where(second.Statement)}是{regions.FullName(second.Villages[0])}，{Where(first.Statement)}却是{regions.FullName(first.Villages[0])}",
            "请核对是哪个村（社区）的清单，改成一致后再报");

    private static Refusal Unknown(VillageStatement statement, RegionTree regions) =>
        At(statement, $"{Where(statement)}“{LineText.Shorten(statement.Text)}”不是{regions.County.Name}的村（社区）", "请核对 12 位区划代码或乡镇（街道）、村（社区）的全称");

    private static Refusal At(VillageStatement statement, string what, string remedy) =>
        new(statement.Sheet, statement.Row, statement.Column, what, remedy);

    private static string Where(VillageStatement statement) => statement switch
    {
        { Source: VillageSource.FileName } => "文件名写的",
        { Source: VillageSource.Title } => "标题写的",
        { Row: null } => "上报时指定的",
        _ => "表中填写的",
    };

    // 村民委员会 and its like name the same village; brackets such as （盖章） name nothing.
    private static string Plain(string text) =>
        Committees().Replace(Blanks().Replace(HeaderName.Narrow(text), string.Empty), "$1");

    [GeneratedRegex(@"(村|社区)(?:村民委员会|居民委员会|村委会|居委会|民委员会|委会)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Committees();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^\d{12}(?!\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LeadingCode();
}
