using System.Text;
using Checklists.Regions;
using Checklists.Tests.Submissions;
using Xunit;

namespace Checklists.Tests.Regions;

public sealed class RegionsFileTests
{
    [Fact]
    public void The_sample_county_has_its_19_townships_and_224_villages()
    {
        var tree = RegionsFile.Load(Path.Combine(Lists.Seeds, "regions", "pingyu.json"));

        Assert.Equal("平舆县", tree.County.Name);
        Assert.Equal(3, tree.Townships.Count(t => t.Name.EndsWith("街道", StringComparison.Ordinal)));
        Assert.Equal(11, tree.Townships.Count(t => t.Name.EndsWith('镇')));
        Assert.Equal(5, tree.Townships.Count(t => t.Name.EndsWith('乡')));
        Assert.Equal(224, tree.Villages.Count);
        Assert.All(tree.Townships, t => Assert.EndsWith(".example", Assert.Single(tree.ContactsOf(t.Code)).Address, StringComparison.Ordinal));
        Assert.Equal(
            ["东皇街道大王寨社区", "阳城镇刘寨村", "李屯镇魏楼村", "万冢镇郭寺村", "老王岗乡孙坡村"],
            tree.Villages.Where(v => !v.IsSample).Select(v => tree.FullName(v)["平舆县".Length..]));
        Assert.All(tree.Villages.Where(v => v.IsSample), v => Assert.StartsWith("示例", v.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_a_file_is_named_at_once()
    {
        const string Json = """
            { "code": "411723000000", "name": "平舆县", "townships": [
              { "code": "411723101000", "name": "甲镇", "contacts": [{ "address": "a b@x.example" }],
                "villages": [{ "code": "411723102001", "name": "一村" }, { "code": "12", "name": "二村" }, { "code": "411723101003", "name": "三村" }, { "code": "411723101004", "name": "三村" }] } ] }
            """;

        var problems = Assert.Throws<RegionsFileException>(() => RegionsFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Json)))).Problems;

        Assert.Equal(4, problems.Count);
        Assert.Contains(problems, p => p.Contains("a b@x.example", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("“一村”（411723102001）的代码与层级或上级", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("“二村”（12）的代码应为 12 位数字", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("有两个“三村”", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_place()
    {
        var error = Assert.Throws<RegionsFileException>(() => RegionsFile.Read(new MemoryStream("""{ "code": "411723000000", "town": [] }"""u8.ToArray())));

        Assert.Contains("$.town", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<RegionsFileException>(() => RegionsFile.Load("no-such-county.json"));

        Assert.Contains("no-such-county.json", error.Message, StringComparison.Ordinal);
    }
}
