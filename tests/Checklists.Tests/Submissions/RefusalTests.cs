using Checklists.Submissions.Reading;
using Checklists.Tests.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Submissions;

/// <summary>Every refusal names sheet, row, column, what is wrong and what to do; all faults of a file come at once.</summary>
public sealed class RefusalTests
{
    private static readonly string[] Header = ["序号", "事项名称", "派交单位", "是否定指标", "开始时间", "结束时间", "备注"];

    [Theory]
    [InlineData(new[] { "1", null, "县医保局" }, "工作表“清单”第 2 行 B 列：C 列填了“县医保局”，却没有写事项名称。请补写事项名称，或清空这一行。")]
    [InlineData(new[] { "1", "收医保费", null, "差不多" }, "工作表“清单”第 2 行 D 列：“是否定指标”一栏写的是“差不多”，看不懂。请填“是”或“否”，不清楚就留空。")]
    [InlineData(new[] { "1", "禁烧", null, null, "麦收前" }, "工作表“清单”第 2 行 E 列：“开始时间”一栏写的是“麦收前”，看不懂。请写成 2026-01-31 这样的日期，长期事项留空。")]
    [InlineData(new[] { "1", "禁烧", null, null, "2026-02-30" }, "工作表“清单”第 2 行 E 列：“开始时间”一栏写的是“2026-02-30”，看不懂。请写成 2026-01-31 这样的日期，长期事项留空。")]
    [InlineData(new[] { "1", "防汛", null, null, "2026-9-1", "2026年6月1日" }, "工作表“清单”第 2 行 F 列：截止日期 2026-06-01 早于起始日期 2026-09-01。请核对两个日期。")]
    [InlineData(new[] { "1", "12345" }, "工作表“清单”第 2 行 B 列：“12345”不像一项工作。请用文字写明事项，或清空这一行。")]
    [InlineData(new[] { "1", "【秘密】某专项" }, "工作表“清单”第 2 行 B 列：标有“秘密”，涉密和内部事项不得上网。请删去这一行，改用保密渠道报送；若是误标，请去掉标记。")]
    [InlineData(new[] { "1", "某专项", null, null, null, null, "机密★5年" }, "工作表“清单”第 2 行 G 列：标有“机密”，涉密和内部事项不得上网。请删去这一行，改用保密渠道报送；若是误标，请去掉标记。")]
    [InlineData(new[] { "这一行不知道是什么内容" }, "工作表“清单”第 2 行 A 列：“这一行不知道是什么内容”不在任何栏目里，看不出是事项还是说明。若是事项，请填在“事项名称”列；若是说明，请以“说明：”开头。")]
    public void A_faulty_row_is_refused_in_these_words(string?[] row, string message)
    {
        var result = Read(Header, row);

        Assert.Equal(message, Assert.Single(result.Refusals).ToString());
        Assert.Empty(result.Lines);
    }

    [Fact]
    public void All_faults_come_at_once_up_to_50_and_the_rest_is_counted()
    {
        var rows = Enumerable.Range(1, 60).Select(i => new string?[] { $"{i}", $"事项{i}", null, "大概" });

        var result = Read([Header, .. rows]);

        Assert.Equal(50, result.Refusals.Count);
        Assert.Equal(10, result.FurtherRefusals);
        Assert.Equal(Enumerable.Range(2, 50), result.Refusals.Select(r => r.Row!.Value));
        Assert.False(result.Accepted);
        Assert.Empty(result.Lines);
    }

    [Theory]
    [InlineData("工作表“清单”第 1 行：表头里没有“事项名称”这一列。请把写事项的那一列的列名改为“事项名称”。", new[] { "序号", "派交单位", "备注" }, new[] { "1", "县医保局", "x" })]
    [InlineData("工作表“清单”：找不到表头。请在内容上面加一行列名，至少要有“事项名称”；若这张表不是清单，请删去。", new[] { "姓名", "年龄" }, new[] { "某某", "50" })]
    [InlineData("文件里没有一条事项。请在表头下面每行写一项，再上报。", new[] { "序号", "事项名称" }, new[] { "1", "" })]
    [InlineData("工作表“清单”第 1 行 C 列：与 B 列都是“事项名称”。请只留一列，或把另一列改个名称。", new[] { "序号", "事项名称", "事项" }, new[] { "1", "甲事", "乙事" })]
    public void A_table_that_is_no_list_is_refused(string message, string[] header, string[] row)
    {
        Assert.Equal(message, Assert.Single(Read(header, row).Refusals).ToString());
    }

    [Fact]
    public void An_empty_workbook_is_refused()
    {
        Assert.Equal("文件里没有清单，所有工作表都是空的。请把清单填好、保存后再报。", Assert.Single(Lists.Read(new RawWorkbook().Sheet("a", "<sheetData/>").Build(), "a.xlsx").Refusals).ToString());
    }

    [Theory]
    [InlineData("<c r=\"B2\" t=\"str\"><f>A1&amp;\"x\"</f><v>甲事</v></c>", "工作表“清单”第 2 行 B 列：事项名称由公式得出，不能当作原文。请选中这一列，复制后“选择性粘贴”为“数值”。")]
    [InlineData("<c r=\"B2\"><f>A1</f></c>", "工作表“清单”第 2 行 B 列：这一格是公式，没有文字。请选中这一列，复制后“选择性粘贴”为“数值”。")]
    [InlineData("<c r=\"B2\" t=\"inlineStr\"><is><t>甲事</t></is></c><c r=\"C2\" t=\"e\"><v>#N/A</v></c>", "工作表“清单”第 2 行 C 列：单元格是错误值 #N/A。请改正公式或直接填写内容。")]
    [InlineData("<c r=\"B2\" t=\"inlineStr\"><is><t>甲事</t></is></c><c r=\"C2\"><f>D1</f></c>", "工作表“清单”第 2 行 C 列：公式没有保存计算结果。请用 WPS 或 Excel 打开，保存一次后再报，或直接填写内容。")]
    public void Formulas_and_error_values_are_refused(string cells, string message)
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["序号", "事项名称", "派交单位"])}<row r=\"2\">{cells}</row></sheetData>";

        Assert.Equal(message, Assert.Single(Lists.Read(new RawWorkbook().Sheet("清单", xml).Build(), "清单.xlsx").Refusals).ToString());
    }

    [Fact]
    public void A_text_merged_over_several_filled_rows_is_refused()
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["序号", "事项名称", "派交单位"], ["1", "收费", "甲局"], ["2", null, "乙局"])}</sheetData><mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>";

        var refusal = Assert.Single(Lists.Read(new RawWorkbook().Sheet("清单", xml).Build(), "清单.xlsx").Refusals);

        Assert.Equal("工作表“清单”第 3 行 B 列：这一项的名称从第 2 行合并下来，本行另有内容，看不出是一项还是几项。请取消合并，每行写一项。", refusal.ToString());
    }

    [Fact]
    public void A_row_merged_across_that_is_neither_section_nor_note_is_refused()
    {
        var xml = $"<sheetData>{RawWorkbook.Rows(["序号", "事项名称", "派交单位"], ["今年上半年县里统一安排的防溺水值守另有通知请各组照办"], ["1", "甲事"])}</sheetData><mergeCells><mergeCell ref=\"A2:C2\"/></mergeCells>";

        var refusal = Assert.Single(Lists.Read(new RawWorkbook().Sheet("清单", xml).Build(), "清单.xlsx").Refusals);

        Assert.Equal((2, "A", "整行合并成一格，看不出是事项还是说明"), (refusal.Row!.Value, refusal.Column, refusal.What));
    }

    [Theory]
    [InlineData("换届“秘密写票处”布置")]
    [InlineData("化解村两委内部矛盾")]
    [InlineData("开展保守国家秘密宣传")]
    public void Ordinary_words_are_no_classification_marks(string text)
    {
        Assert.Equal(text, Assert.Single(Read(Header, ["1", text]).Lines).Text);
    }

    [Fact]
    public void A_secrecy_column_must_say_public()
    {
        var result = Read(["序号", "事项名称", "密级"], ["1", "甲事", "公开"], ["2", "乙事", "商密"]);

        Assert.Equal((3, "C", "标有“商密”，涉密和内部事项不得上网"), (result.Refusals.Single().Row!.Value, result.Refusals.Single().Column, result.Refusals.Single().What));
    }

    private static ReadResult Read(params string?[][] rows) => Lists.Read(new RawWorkbook().Sheet("清单", rows).Build(), "清单.xlsx");
}
