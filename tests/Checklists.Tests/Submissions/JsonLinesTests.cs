using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Submissions.Reading;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class JsonLinesTests
{
    [Fact]
    public void Lines_of_the_check_contract_are_read()
    {
        var result = Lists.ReadText(
            """
            {"id":"a-1","text":"宣传医保政策","kind":"duty","issuer":"县医保局","flags":{"target":false,"funding":null,"是否签责任书":"是"}}

            {"id":7,"text":"综治中心","kind":"signboard"}
            {"text":"健在证明","kind":"proof","category":"prohibited"}
            {"text":"调解纠纷"}
            """,
            "lines.jsonl");

        Assert.Empty(result.Refusals);
        Assert.Equal(SubmissionFormat.JsonLines, result.Format);
        Assert.Equal(["a-1", "7", null, null], result.Lines.Select(l => l.Id));
        Assert.Equal([DutyKind.Duty, DutyKind.Signboard, DutyKind.Proof, DutyKind.Duty], result.Lines.Select(l => l.Kind));
        Assert.Equal([1, 3, 4, 5], result.Lines.Select(l => l.Row));
        Assert.Equal(new LineFlags(ResponsibilityLetter: true, Target: false), result.Lines[0].Flags);
    }

    [Theory]
    [InlineData("[1,2]", "第 1 行：不是 JSON 对象。每行写一个 {…} 对象，不要写成数组。")]
    [InlineData("{\"kind\":\"duty\"}", "第 1 行：缺少 text（事项原文）。请写上 \"text\":\"事项原文\"。")]
    [InlineData("{\"text\":\"  \"}", "第 1 行：缺少 text（事项原文）。请写上 \"text\":\"事项原文\"。")]
    [InlineData("{\"text\":\"甲\",\"kind\":\"牌\"}", "第 1 行：kind 写的是“牌”。请写 duty、signboard 或 proof。")]
    [InlineData("{\"text\":\"甲\",\"issuer\":5}", "第 1 行：issuer 应当是文字。请写成 \"issuer\":\"…\"。")]
    [InlineData("{\"text\":\"甲\",\"flags\":[]}", "第 1 行：flags 应当是 JSON 对象。请写成 {\"target\":true,\"funding\":false} 的样子。")]
    [InlineData("{\"text\":\"甲\",\"flags\":{\"target\":\"大概\"}}", "第 1 行：flags 里的“target”看不懂。请写 true、false 或 null。")]
    [InlineData("{\"text\":\"甲\",\"startsOn\":\"明天\"}", "第 1 行：startsOn 写的是“明天”，看不懂。请写成 2026-01-31 这样的日期。")]
    [InlineData("{\"text\":\"甲\",\"startsOn\":\"2026-02-01\",\"endsOn\":\"2026-01-01\"}", "第 1 行：endsOn 2026-01-01 早于 startsOn 2026-02-01。请核对两个日期。")]
    [InlineData("{\"text\":\"【内部】甲\"}", "第 1 行：标有“内部”，涉密和内部事项不得上网。请删去这一行，改用保密渠道报送；若是误标，请去掉标记。")]
    public void A_faulty_line_is_refused_in_these_words(string line, string message)
    {
        Assert.Equal(message, Assert.Single(Lists.ReadText(line, "a.jsonl").Refusals).ToString());
    }

    [Theory]
    [InlineData("{\"text\":\"甲\"")]
    [InlineData("{\"text\":\"甲\",\"text\":\"乙\"}")]
    [InlineData("{\"text\":\"甲\",\"flags\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}")]
    public void Broken_doubled_and_deep_JSON_is_refused(string line)
    {
        var refusal = Assert.Single(Lists.ReadText("{\"text\":\"好\"}\n" + line, "a.jsonl").Refusals);

        Assert.Equal(2, refusal.Row);
        Assert.EndsWith("或者有重复的键", refusal.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_line_may_name_the_village()
    {
        var result = Lists.ReadText("{\"village\":\"411723108202\"}\n{\"text\":\"甲\"}\n", "a.jsonl");

        Assert.Single(result.Lines);
        Assert.Equal((VillageSource.Code, "411723108202"), (result.Villages.Single().Source, result.Villages.Single().Text));
    }

    [Fact]
    public void A_village_sends_at_most_2000_lines_but_a_file_checked_offline_may_be_longer()
    {
        var lines = string.Concat(Enumerable.Repeat("{\"text\":\"甲\"}\n", 2001));

        Assert.Equal("第 2001 行：超过 2000 行。请分成几份上报。", Assert.Single(Lists.ReadText(lines, "a.jsonl").Refusals).ToString());
        Assert.Equal(2001, Lists.Read(System.Text.Encoding.UTF8.GetBytes(lines), "a.jsonl", ReadLimits.Offline).Lines.Count);
    }

    [Fact]
    public void A_workbook_under_this_name_is_refused()
    {
        Assert.Equal("文件是 PDF，不是表格", Assert.Single(Lists.ReadText("%PDF-1.7", "a.jsonl").Refusals).What);
    }
}
