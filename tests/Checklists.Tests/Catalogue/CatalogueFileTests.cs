using System.Text;
using System.Text.Json.Nodes;
using Checklists.Catalogue;
using Checklists.Platform;
using Xunit;

namespace Checklists.Tests.Catalogue;

public sealed class CatalogueFileTests
{
    private static readonly string Sample = Path.Combine(ProductFiles.Seeds, "catalogue.json");

    [Fact]
    public void The_sample_is_read_whole_and_says_that_it_is_a_sample()
    {
        var catalogue = CatalogueFile.Read(Sample);

        Assert.Equal(254, catalogue.Items.Count);
        Assert.True(catalogue.IsSample);
        Assert.Equal(new DateOnly(2026, 1, 1), catalogue.EffectiveFrom);
        Assert.Equal(DutyCategory.Prohibited, catalogue.Find("F014")!.Category);
        Assert.Null(catalogue.Find("no such code"));
    }

    [Fact]
    public void The_canonical_form_reads_back_to_the_same_hash()
    {
        var catalogue = CatalogueFile.Read(Sample);

        var again = Read(CatalogueFile.ToJson(catalogue));

        Assert.Equal(catalogue.Hash, again.Hash);
    }

    [Fact]
    public void White_space_and_field_order_do_not_change_the_hash_but_a_word_does()
    {
        var json = JsonNode.Parse(File.ReadAllText(Sample))!;
        var reordered = new JsonObject { ["items"] = json["items"]!.DeepClone(), ["meta"] = json["meta"]!.DeepClone() };
        var changed = json.DeepClone();
        changed["items"]![0]!["title"] = "改过的名称";
        var hash = CatalogueFile.Read(Sample).Hash;

        Assert.Equal(hash, Read(reordered.ToJsonString()).Hash);
        Assert.NotEqual(hash, Read(changed.ToJsonString()).Hash);
    }

    [Fact]
    public void Every_problem_is_named_with_place_and_remedy()
    {
        var refusal = Refusal("""
            {"meta":{"name":"清单","version":"1","effectiveFrom":"2026年"},"items":[
              {"code":"A1","kind":"duty","category":"primary","title":"甲","description":"甲"},
              {"code":"A1","kind":"duty","category":"main","title":"乙","description":"乙"},
              {"code":"A2","kind":"duty","category":"prohibited","permission":"allowed","title":"","description":"丙","contrast":["A9"]}]}
            """);

        Assert.Contains(refusal.Problems, p => p.Where == "meta.effectiveFrom" && p.What.Contains("2026年"));
        Assert.Contains(refusal.Problems, p => p.Where.Contains("第2项") && p.What.Contains("重复"));
        Assert.Contains(refusal.Problems, p => p.What.Contains("main") && p.Remedy.Contains("assisting"));
        Assert.Contains(refusal.Problems, p => p.Where.Contains("A2") && p.What.Contains("缺少名称"));
        Assert.Contains(refusal.Problems, p => p.What.Contains("A9"));
        Assert.Contains(refusal.Problems, p => p.What.Contains("矛盾"));
        Assert.All(refusal.Problems, p => Assert.NotEmpty(p.Remedy));
    }

    [Theory]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "最外层")]
    [InlineData("{\"meta\":{\"name\":\"x\",\"version\":\"1\",\"effectiveFrom\":\"2026-01-01\"},\"items\":[]}", "没有任何条目")]
    [InlineData("{\"meta\":{\"name\":\"x\",\"version\":\"1\",\"effectiveFrom\":\"2026-01-01\"}}", "缺少清单条目")]
    [InlineData("{\"items\":[{\"code\":\"A\",\"code\":\"B\"}]}", "JSON")]
    public void A_file_of_another_shape_is_refused(string json, string said)
    {
        Assert.Contains(said, Refusal(json).Message);
    }

    [Fact]
    public void A_missing_file_is_refused_by_name()
    {
        var refusal = Assert.Throws<CatalogueFileException>(() => CatalogueFile.Read("no-such-list.json"));

        Assert.Contains("no-such-list.json", refusal.Message);
    }

    private static CatalogueVersion Read(string json) => CatalogueFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static CatalogueFileException Refusal(string json) => Assert.Throws<CatalogueFileException>(() => Read(json));
}
