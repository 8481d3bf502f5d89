using Checklists.Catalogue;
using Checklists.Submissions.Reading;
using Checklists.Tests.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class WorkbookListTests
{
    [Fact]
    public void Title_rows_unit_rows_and_notes_are_not_lines()
    {
        var result = Read(new RawWorkbook().Sheet(
            "Sheet1",
            ["平舆县李屯镇魏楼村村级组织工作事项清单"],
            ["填报单位：李屯镇魏楼村村民委员会    填报人：某某"],
            ["序号", "事项名称", "派交单位", "是否签责任书"],
            ["1", "宣传医保政策", "县医保局", "否"],
            ["２", "与村里签禁烧责任书", "乡镇政府", "是"],
            ["说明：以上为本村实际承担的事项"],
            ["1.表中事项截至10月底"],
            ["填报人：", "审核人："]));

        Assert.Empty(result.Refusals);
        Assert.Equal(["宣传医保政策", "与村里签禁烧责任书"], result.Lines.Select(l => l.Text));
        Assert.Equal(["县医保局", "乡镇政府"], result.Lines.Select(l => l.Issuer));
        Assert.Equal([false, true], result.Lines.Select(l => l.Flags.ResponsibilityLetter));
        Assert.Equal([4, 5], result.Lines.Select(l => l.Row));
        Assert.Equal(["1", "２"], result.Lines.Select(l => l.OwnNumber));
        Assert.Contains(result.Villages, v => v.Source == VillageSource.Unit && v.Text == "李屯镇魏楼村村民委员会");
    }

    [Fact]
    public void A_category_merged_downwards_holds_for_each_of_its_rows()
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["类别", "序号", "名称"], ["工作事项", "1", "调解邻里纠纷"], [null, "2", "组织村民会议"], ["标牌", "3", "党群服务中心"], [null, "4", "综治中心"], ["证明", "5", "健在证明"])}</sheetData>"
            + "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A4:A5\"/></mergeCells>";

        var result = Read(new RawWorkbook().Sheet("清单", xml));

        Assert.Empty(result.Refusals);
        Assert.Equal([DutyKind.Duty, DutyKind.Duty, DutyKind.Signboard, DutyKind.Signboard, DutyKind.Proof], result.Lines.Select(l => l.Kind));
    }

    [Fact]
    public void Three_sheets_give_three_kinds()
    {
        var result = Read(new RawWorkbook()
            .Sheet("工作事项", ["序号", "事项名称"], ["1", "调解邻里纠纷"])
            .Sheet("Sheet2", ["序号", "牌子名称"], ["1", "综治中心"])
            .Sheet("证明事项", ["序号", "名称"], ["1", "健在证明"]));

        Assert.Empty(result.Refusals);
        Assert.Equal([DutyKind.Duty, DutyKind.Signboard, DutyKind.Proof], result.Lines.Select(l => l.Kind));
        Assert.Equal([1, 2, 3], result.Lines.Select(l => l.Number));
    }

    [Theory]
    [InlineData("魏楼村机制牌子清单", "填报单位（盖章）：魏楼村", DutyKind.Signboard)]
    [InlineData("魏楼村证明事项清单", "填报单位：魏楼村", DutyKind.Proof)]
    [InlineData("魏楼村工作事务、机制牌子和证明事项清单", "填报单位：魏楼村", DutyKind.Duty)]
    [InlineData("魏楼村事项清单", "填报单位（盖章）：魏楼村", DutyKind.Duty)]
    [InlineData("魏楼村事项清单", "说明：开证明的另报", DutyKind.Duty)]
    public void A_title_gives_the_kind_when_it_names_one_only(string title, string unit, DutyKind kind)
    {
        Assert.Equal(kind, Assert.Single(Read(new RawWorkbook().Sheet("Sheet1", [title], [unit], ["序号", "名称"], ["1", "甲"])).Lines).Kind);
    }

    [Fact]
    public void Section_rows_change_the_kind()
    {
        var result = Read(new RawWorkbook().Sheet(
            "清单",
            ["序号", "事项名称", "派交单位"],
            ["一、工作事项"],
            ["（一）", "调解邻里纠纷", "乡镇司法所"],
            ["二、机制牌子"],
            ["①", "综治中心", "乡镇平安办"],
            ["三、证明事项"],
            ["1", "健在证明", "县人社局"]));

        Assert.Empty(result.Refusals);
        Assert.Equal([DutyKind.Duty, DutyKind.Signboard, DutyKind.Proof], result.Lines.Select(l => l.Kind));
    }

    [Fact]
    public void A_heading_of_two_rows_is_understood()
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["序号", "事项名称", "下达情况", null, "是否存在下列情形", null], [null, null, "派交单位", "下达方式", "签责任书", "定指标"], ["1", "收缴医保费", "县医保局", "会议", "√", "×"])}</sheetData>"
            + "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"C1:D1\"/><mergeCell ref=\"E1:F1\"/></mergeCells>";

        var line = Assert.Single(Read(new RawWorkbook().Sheet("清单", xml)).Lines);

        Assert.Equal("收缴医保费", line.Text);
        Assert.Equal("县医保局", line.Issuer);
        Assert.Equal("会议", line.Channel);
        Assert.True(line.Flags.ResponsibilityLetter);
        Assert.False(line.Flags.Target);
    }

    [Fact]
    public void Several_tasks_in_a_cell_stay_one_line_word_for_word()
    {
        var line = Assert.Single(Read(new RawWorkbook().Sheet("清单", ["事项"], ["①宣传医保政策；\n②代收医保费 ３００元"])).Lines);

        Assert.Equal("①宣传医保政策；\n②代收医保费 ３００元", line.Text);
    }

    private static ReadResult Read(RawWorkbook workbook) => Lists.Read(workbook.Build(), "清单.xlsx");
}
