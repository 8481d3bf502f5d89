using System.Text.Json;
using Checklists.Catalogue;
using Checklists.Regions;
using Checklists.Submissions.Reading;
using Xunit;

namespace Checklists.Tests.Submissions;

/// <summary>The sample lists that ship are read as their manifest says.</summary>
public sealed class SeedSubmissionsTests
{
    private static readonly string Folder = Path.Combine(Lists.Seeds, "submissions");
    private static readonly RegionTree Regions = RegionsFile.Load(Path.Combine(Lists.Seeds, "regions", "pingyu.json"));
    private static readonly List<Entry> Files = ReadManifest();

    private sealed record Entry(string File, string VillageCode, string Expected, int? Lines, string? Why);

    [Fact]
    public void Every_good_list_is_taken_in_for_its_village_line_by_line()
    {
        var labels = ReadLabels();

        foreach (var entry in Files.Where(f => f.Expected == "accepted"))
        {
            var list = Read(entry);
            Assert.True(list.Accepted, $"{entry.File}: {string.Join("\n", list.Refusals)}");
            Assert.InRange(list.Lines.Count, 25, 90);
            Assert.Equal(entry.Lines, list.Lines.Count);
            Assert.Equal(entry.VillageCode, VillageMatch.Find(list, entry.File, Regions).Village?.Code);
            Assert.Equal(labels[entry.File], list.Lines.Select(l => l.Kind));
        }
    }

    [Fact]
    public void All_but_six_villages_have_a_good_list()
    {
        var good = Files.Where(f => f.Expected == "accepted").Select(f => f.VillageCode).ToHashSet();

        Assert.Equal(Regions.Villages.Count - 6, good.Count);
        Assert.Superset(Regions.Villages.Where(v => !v.IsSample).Select(v => v.Code).ToHashSet(), good);
        Assert.True(Files.Sum(f => f.Lines ?? 0) > 10_000);
    }

    [Theory]
    [InlineData("empty sheet", "文件里没有清单，所有工作表都是空的")]
    [InlineData("wrong columns", "表头里没有“事项名称”这一列")]
    [InlineData("renamed PDF", "文件是 PDF，不是表格")]
    [InlineData("zip bomb", "文件解压后异常庞大，可能不是正常的表格，已停止读取")]
    [InlineData("unknown village", "表中填写的“411723999201”不是平舆县的村（社区）")]
    public void A_bad_file_is_refused_for_what_it_is(string why, string what)
    {
        var entry = Files.Single(f => f.Why == why);
        var list = Read(entry);

        Assert.Equal(what, list.Refusals.Concat(VillageMatch.Find(list, entry.File, Regions).Refusals).First().What);
    }

    [Fact]
    public void A_file_with_many_faults_has_them_named_at_once()
    {
        var list = Read(Files.Single(f => f.Why == "classified line and other mistakes"));

        Assert.Equal([4, 5, 6, 7, 8], list.Refusals.Select(r => r.Row!.Value));
        Assert.Contains("涉密和内部事项不得上网", list.Refusals[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_holds_the_manifests_files_and_stays_below_4_MB()
    {
        var present = Directory.GetFiles(Folder).Select(f => new FileInfo(f)).ToList();

        Assert.Equal(
            Files.Select(f => f.File).Append("index.json").Append("labels.jsonl").Order(StringComparer.Ordinal),
            present.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.InRange(present.Sum(f => f.Length), 1, 4_000_000);
    }

    /// <summary>Promise S19 in small: no change of bytes makes the reader throw or take in a line it cannot place.</summary>
    [Fact]
    public void No_mutation_of_a_file_escapes_as_an_exception()
    {
        var random = new Random(20261122);
        foreach (var entry in Files.Where((f, i) => i % 24 == 0 || f.Expected == "refused"))
        {
            var original = File.ReadAllBytes(Path.Combine(Folder, entry.File));
            for (var round = 0; round < 8; round++)
            {
                var mutated = Mutate(original, random);
                var list = Lists.Read(mutated, entry.File);
                VillageMatch.Find(list, entry.File, Regions);
                Assert.True(list.Accepted == (list.Lines.Count > 0), $"{entry.File}, round {round}");
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = random.Next(4) == 0 ? original[..random.Next(original.Length)] : [.. original];
        for (var i = random.Next(1, 12); i > 0 && bytes.Length > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static ReadResult Read(Entry entry) => Lists.Read(File.ReadAllBytes(Path.Combine(Folder, entry.File)), entry.File);

    private static List<Entry> ReadManifest()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "index.json")));
        return json.RootElement.GetProperty("files").Deserialize<List<Entry>>(JsonSerializerOptions.Web)!;
    }

    private static Dictionary<string, IEnumerable<DutyKind>> ReadLabels() =>
        File.ReadLines(Path.Combine(Folder, "labels.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            e => e.GetProperty("file").GetString()!,
            e => e.GetProperty("labels").EnumerateArray().Select(l => Enum.Parse<DutyKind>(l.GetString()!.Split(' ')[0], ignoreCase: true)));
}
