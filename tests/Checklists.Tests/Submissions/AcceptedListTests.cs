using Checklists.Catalogue;
using Checklists.Matching;
using Checklists.Submissions.Reading;
using Checklists.Tests.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class AcceptedListTests
{
    [Theory]
    [InlineData("是", true, null)]
    [InlineData("√", true, null)]
    [InlineData("有", true, null)]
    [InlineData("是（每周）", true, "每周")]
    [InlineData("是，每月25日前", true, "每月25日前")]
    [InlineData("每周一报", true, "每周一报")]
    [InlineData("否", false, null)]
    [InlineData("×", false, null)]
    [InlineData("没有", false, null)]
    [InlineData("不清楚", null, null)]
    [InlineData("/", null, null)]
    [InlineData(null, null, null)]
    public void Answers_are_read_in_many_forms(string? cell, bool? answer, string? frequency)
    {
        var line = Assert.Single(Read(["事项名称", "是否填表报数及频次"], ["建档立卡", cell]).Lines);

        Assert.Equal((answer, frequency), (line.Flags.Reporting, line.ReportFrequency));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", null)]
    [InlineData("2026年3月1日至2026年12月31日", "2026-03-01", "2026-12-31")]
    [InlineData("2026.3.1-2026.5.31", "2026-03-01", "2026-05-31")]
    [InlineData("2026年1月至12月", "2026-01-01", "2026-12-31")]
    [InlineData("２０２６年２月", "2026-02-01", "2026-02-28")]
    [InlineData("2026年", "2026-01-01", "2026-12-31")]
    [InlineData("长期", null, null)]
    [InlineData("2026年3月1日至长期", "2026-03-01", null)]
    public void Periods_are_read_in_many_forms(string cell, string? starts, string? ends)
    {
        var result = Read(["事项名称", "起止时间"], ["禁烧", cell]);

        var line = Assert.Single(result.Lines);
        Assert.Equal((starts, ends), (line.StartsOn?.ToString("yyyy-MM-dd", null), line.EndsOn?.ToString("yyyy-MM-dd", null)));
        Assert.Empty(result.Notices);
    }

    [Fact]
    public void A_period_in_words_is_kept_out_with_a_notice()
    {
        var result = Read(["事项名称", "起止时间"], ["禁烧", "三夏三秋"]);

        Assert.Null(Assert.Single(result.Lines).StartsOn);
        Assert.Equal("工作表“清单”第 2 行 B 列：起止时间“三夏三秋”没有读成日期，按未填处理。", Assert.Single(result.Notices).ToString());
    }

    [Fact]
    public void Every_column_finds_its_field()
    {
        var line = Assert.Single(Read(
            ["序号", "事项原文", "来源单位", "下达方式", "文号或截图编号", "是否签责任书", "是否定指标", "是否排名考核", "是否要求代收垫付", "是否填表报数", "频次", "有无经费", "开始时间", "结束时间", "备注"],
            ["（三）", "收缴医保费", "县医保局", "微信", "截图12", "是", "是", "否", "是", "否", "每月", "无", "2026/1/5", "2026-12", "去年也有"]).Lines);

        Assert.Equal(new LineFlags(true, true, false, true, false, false), line.Flags);
        Assert.Equal(("（三）", "县医保局", "微信", "截图12", "每月", "去年也有"), (line.OwnNumber, line.Issuer, line.Channel, line.DocumentNumber, line.ReportFrequency, line.Remark));
        Assert.Equal((new DateOnly(2026, 1, 5), new DateOnly(2026, 12, 31)), (line.StartsOn, line.EndsOn));
        Assert.Equal(("清单", 2, "B"), (line.Sheet, line.Row, line.Column));
    }

    [Fact]
    public void A_detail_column_is_joined_to_the_name()
    {
        var lines = Read(["事项名称", "具体内容"], ["医保征缴", "每村完成95%"], ["禁烧", "秸秆禁烧劝导"], ["征兵", null]).Lines;

        Assert.Equal(["医保征缴：每村完成95%", "秸秆禁烧劝导", "征兵"], lines.Select(l => l.Text));
    }

    [Fact]
    public void Personal_numbers_are_masked_with_a_notice()
    {
        var result = Read(["事项名称", "备注"], ["给张某（411723199001011234）办低保", "电话138 0000 1234"]);

        var line = Assert.Single(result.Lines);
        Assert.Equal("给张某（〔身份证号已隐去〕）办低保", line.Text);
        Assert.Equal("电话〔手机号已隐去〕", line.Remark);
        Assert.Equal("工作表“清单”第 2 行 A 列：含有身份证号，读入时已隐去；清单里不需要个人信息。", result.Notices[0].ToString());
        Assert.DoesNotContain(result.Notices, n => n.ToString().Contains("1234", StringComparison.Ordinal));
    }

    [Fact]
    public void Invisible_characters_are_taken_out_with_a_notice()
    {
        var result = Read(["事项名称"], ["收\u202E费\u200B医保"]);

        Assert.Equal("收费医保", Assert.Single(result.Lines).Text);
        Assert.Equal("含有看不见的控制字符，已去掉", Assert.Single(result.Notices).Text);
    }

    [Fact]
    public void Rows_that_say_nothing_example_rows_and_unknown_columns_are_noted()
    {
        var result = Read(["序号", "事项名称", "心情"], ["示例", "写一件事", null], ["1", "甲事", "好"], ["2", "无", null], ["3", null, null]);

        Assert.Equal("甲事", Assert.Single(result.Lines).Text);
        Assert.Equal(["C 列“心情”没有对应的栏目，未读入", "这一行标为示例，未读入", "写的是“无”，未作为一项读入"], result.Notices.Select(n => n.Text));
    }

    [Fact]
    public void Hidden_sheets_and_explanations_are_left_out_with_a_notice()
    {
        var result = Lists.Read(
            new RawWorkbook()
                .Sheet("清单", ["事项名称"], ["甲事"])
                .Sheet("旧表", $"<sheetData>{RawWorkbook.Rows(["事项名称"], ["乙事"])}</sheetData>", "hidden")
                .Sheet("填表说明", ["怎样填写"])
                .Build(),
            "清单.xlsx");

        Assert.Equal("甲事", Assert.Single(result.Lines).Text);
        Assert.Equal(["工作表“旧表”：这张工作表是隐藏的，未读入。", "工作表“填表说明”：这张工作表不是清单，未读入。"], result.Notices.Select(n => n.ToString()));
    }

    [Fact]
    public void A_duty_that_begins_with_a_label_word_is_not_taken_for_a_note()
    {
        var lines = Read(["事项名称"], ["注册登记：帮群众代办"], ["审核低保：入户核实"], ["日期：2026年"]).Lines;

        Assert.Equal(["注册登记：帮群众代办", "审核低保：入户核实"], lines.Select(l => l.Text));
    }

    [Fact]
    public void What_was_recognised_can_be_shown_to_the_sender()
    {
        var table = Assert.Single(Read(["序号", "工作事项", "心情"], ["1", "甲事", "好"]).Tables);

        Assert.Equal(("清单", 1), (table.Sheet, table.HeaderRow));
        Assert.Equal([ListField.OwnNumber, ListField.Text, null], table.Columns.Select(c => c.Field));
        Assert.Equal(["A", "B", "C"], table.Columns.Select(c => c.Column));
    }

    [Fact]
    public void Csv_is_read_like_a_sheet()
    {
        var result = Lists.ReadText("魏楼村事项清单\n序号,类别,事项,派交单位\n1,事项,\"宣传,讲解\",县医保局\n2,证明,健在证明,\n", "清单.csv");

        Assert.Equal(SubmissionFormat.Csv, result.Format);
        Assert.Equal(["宣传,讲解", "健在证明"], result.Lines.Select(l => l.Text));
        Assert.Equal([DutyKind.Duty, DutyKind.Proof], result.Lines.Select(l => l.Kind));
    }

    private static ReadResult Read(params string?[][] rows)
    {
        var result = Lists.Read(new RawWorkbook().Sheet("清单", rows).Build(), "清单.xlsx");
        Assert.Empty(result.Refusals);
        return result;
    }
}
