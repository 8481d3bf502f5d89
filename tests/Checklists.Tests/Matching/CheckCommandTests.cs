using System.Text.Json;
using Checklists.Platform;
using Checklists.Server.Cli;
using Xunit;

namespace Checklists.Tests.Matching;

public sealed class CheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_line_is_answered_in_order_with_every_field_of_the_contract()
    {
        var (code, output, _) = Check(
            """
            {"id":"b","text":"宣传征兵政策，提醒适龄青年上网登记","kind":"duty"}
            {"id":7,"text":"开具无犯罪记录证明","kind":"proof","issuer":"派出所"}

            {"id":"a","text":"宣传医保政策，提醒群众缴费","kind":"duty","flags":{"target":true}}
            """);

        var lines = output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(0, code);
        Assert.Equal(["\"b\"", "7", "\"a\""], lines.Select(l => l.GetProperty("id").GetRawText()));
        Assert.All(lines, line =>
        {
            Assert.Contains(line.GetProperty("verdict").GetString(), new[] { "primary", "assisting", "prohibited", "unlisted", "ambiguous" });
            Assert.Contains(line.GetProperty("auto").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
            Assert.InRange(line.GetProperty("confidence").GetDouble(), 0, 1);
            Assert.True(line.GetProperty("reasons").GetArrayLength() > 0);
            Assert.All(line.GetProperty("candidates").EnumerateArray(), c => Assert.InRange(c.GetProperty("score").GetDouble(), 0, 1));
            Assert.True(line.GetProperty("parts").GetArrayLength() > 0);
            Assert.Equal(JsonValueKind.Array, line.GetProperty("codes").ValueKind);
        });
        Assert.Equal("assisting", lines[0].GetProperty("verdict").GetString());
        Assert.Equal("prohibited", lines[2].GetProperty("verdict").GetString());
        Assert.Equal("assisting_exceeded", lines[2].GetProperty("finding").GetString());
    }

    [Theory]
    [InlineData("{\"id\":1}", "第1行")]
    [InlineData("{\"text\":\"甲\",\"kind\":\"task\"}", "task")]
    [InlineData("not json", "JSON")]
    [InlineData("{\"text\":\"甲\",\"flags\":{\"colour\":true}}", "colour")]
    public void A_wrong_line_is_named_and_nothing_is_checked(string content, string said)
    {
        var (code, output, error) = Check(content);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(said, error);
    }

    [Fact]
    public void An_unknown_format_is_refused()
    {
        var (code, _, error) = Check("{\"text\":\"甲\"}", format: "pdf");

        Assert.Equal(2, code);
        Assert.Contains("pdf", error);
    }

    [Fact]
    public void The_table_counts_the_lines_and_says_that_the_list_is_a_sample()
    {
        var (code, output, _) = Check("{\"text\":\"宣传征兵政策，提醒适龄青年上网登记\",\"kind\":\"duty\"}", format: "table");

        Assert.Equal(0, code);
        Assert.Contains("共1行", output);
        Assert.Contains("样例", output);
    }

    private (int Code, string Output, string Error) Check(string content, string format = "jsonl")
    {
        var file = Path.Combine(_folder, "list.jsonl");
        File.WriteAllText(file, content);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CheckCommand.Run(new CheckOptions(file, null, format, null, ProductFiles.Seeds), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
