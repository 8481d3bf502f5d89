using System.Text;
using Checklists.Submissions.Reading;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class ColumnMapTests
{
    [Fact]
    public void A_county_gives_its_own_headings()
    {
        var map = Read("""{ "columns": { "text": ["俺村干的活"], "issuer": ["谁派的活"] }, "yes": ["中"], "no": ["不中"] }""");

        var result = SubmissionReader.Read(new MemoryStream("俺村 干的活,谁派的活\n修路,县交通局\n"u8.ToArray()), "a.csv", map);

        Assert.Equal(("修路", "县交通局"), (Assert.Single(result.Lines).Text, result.Lines[0].Issuer));
    }

    [Theory]
    [InlineData("{}", "columns 里缺少 text（事项名称）的列名")]
    [InlineData("""{ "columns": { "text": ["事项"], "issuer": ["事 项"] } }""", "列名“事 项”同时写在两个栏目里")]
    [InlineData("""{ "columns": { "text": ["事项"], "colour": ["颜色"] } }""", "columns 里的“colour”不是可用的栏目，可用的有：ownNumber、text")]
    [InlineData("""{ "columns": { "text": ["事项"] }, "yes": ["是"], "no": ["是"] }""", "“是”不能既是“是”又是“否”或“未答”")]
    [InlineData("""{ "columns": { "text": ["事项"] }, "sections": { "其他": ["x"] } }""", "sections 里的“其他”应为 duty、signboard 或 proof")]
    [InlineData("""{ "colums": {} }""", "第 1 行不合 JSON 或有不认识的栏目（$.colums）")]
    public void A_wrong_map_is_refused_with_the_place(string json, string problem)
    {
        Assert.Contains(Assert.Throws<ColumnMapException>(() => Read(json)).Problems, p => p.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_map_is_named()
    {
        Assert.Contains("no-such-map.json", Assert.Throws<ColumnMapException>(() => ColumnMap.Load("no-such-map.json")).Message, StringComparison.Ordinal);
    }

    private static ColumnMap Read(string json) => ColumnMap.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
