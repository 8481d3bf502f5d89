using Checklists.Regions;
using Checklists.Submissions.Reading;
using Checklists.Tests.Spreadsheets;
using Xunit;

namespace Checklists.Tests.Submissions;

public sealed class VillageMatchTests
{
    private static readonly RegionTree Regions = new(
    [
        Region("411723000000", "平舆县", RegionLevel.County, null),
        Region("411723101000", "甲镇", RegionLevel.Township, "411723000000"),
        Region("411723101201", "王庄村", RegionLevel.Village, "411723101000"),
        Region("411723101202", "小王庄村", RegionLevel.Village, "411723101000"),
        Region("411723101203", "柳河村", RegionLevel.Village, "411723101000"),
        Region("411723102000", "乙乡", RegionLevel.Township, "411723000000"),
        Region("411723102201", "柳河村", RegionLevel.Village, "411723102000"),
        Region("411723102001", "和平社区", RegionLevel.Village, "411723102000"),
    ]);

    [Theory]
    [InlineData("平舆县甲镇王庄村工作事项清单", null, "清单.xlsx", "411723101201")]
    [InlineData("甲镇小王庄村工作事项清单", null, "清单.xlsx", "411723101202")]
    [InlineData("村级事项清单", "甲镇柳河村村民委员会（盖章）", "清单.xlsx", "411723101203")]
    [InlineData("村级事项清单", "乙乡 和平社区居委会", "清单.xlsx", "411723102001")]
    [InlineData("村级事项清单", null, "411723102201_乙乡柳河村.xlsx", "411723102201")]
    [InlineData("村级事项清单", null, "411723102201.xlsx", "411723102201")]
    [InlineData("柳河村事项清单", null, "乙乡柳河村(2).xlsx", "411723102201")]
    [InlineData("和平社区清单", "和平社区", "新建 Microsoft Excel 工作表.xlsx", "411723102001")]
    public void The_village_is_found_where_it_is_stated(string title, string? unit, string fileName, string code)
    {
        var result = Find(title, unit, fileName);

        Assert.Empty(result.Refusals);
        Assert.Equal(code, result.Village?.Code);
    }

    [Theory]
    [InlineData("甲镇王庄村清单", null, "411723102201_乙乡柳河村.xlsx", "文件名写的是平舆县乙乡柳河村，标题写的却是平舆县甲镇王庄村。请核对是哪个村（社区）的清单，改成一致后再报。")]
    [InlineData("甲镇王庄村清单", "甲镇柳河村", "清单.xlsx", "工作表“清单”第 1 行 A 列：标题写的是平舆县甲镇王庄村，表中填写的却是平舆县甲镇柳河村。请核对是哪个村（社区）的清单，改成一致后再报。")]
    [InlineData("清单", "丙镇王庄店村", "清单.xlsx", "工作表“清单”第 2 行 A 列：表中填写的“丙镇王庄店村”不是平舆县的村（社区）。请核对 12 位区划代码或乡镇（街道）、村（社区）的全称。")]
    [InlineData("清单", "乙乡王庄村", "清单.xlsx", "工作表“清单”第 2 行 A 列：表中填写的“乙乡王庄村”不是平舆县的村（社区）。请核对 12 位区划代码或乡镇（街道）、村（社区）的全称。")]
    [InlineData("清单", "柳河村", "清单.xlsx", "工作表“清单”第 2 行 A 列：“柳河村”不止一个（平舆县甲镇柳河村、平舆县乙乡柳河村）。请写明乡镇（街道）和村名，或写 12 位区划代码。")]
    [InlineData("清单", null, "清单.xlsx", "看不出是哪个村（社区）的清单。请在表格上方写“填报单位：××镇××村”，或用“12位区划代码_村名”作文件名。")]
    [InlineData("清单", null, "411723199999_某村.xlsx", "文件名写的“411723199999”不是平舆县的村（社区）。请核对 12 位区划代码或乡镇（街道）、村（社区）的全称。")]
    [InlineData("清单", null, "411723101000_甲镇.xlsx", "文件名写的“411723101000”不是平舆县的村（社区）。请核对 12 位区划代码或乡镇（街道）、村（社区）的全称。")]
    public void What_does_not_agree_is_refused(string title, string? unit, string fileName, string message)
    {
        var result = Find(title, unit, fileName);

        Assert.Null(result.Village);
        Assert.Equal(message, Assert.Single(result.Refusals).ToString());
    }

    [Fact]
    public void The_village_that_the_sender_acts_for_must_agree_too()
    {
        Assert.Equal("411723101203", Find("柳河村清单", null, "清单.xlsx", "411723101203").Village?.Code);
        Assert.Equal(
            "工作表“清单”第 1 行 A 列：标题写的是平舆县乙乡柳河村，上报时指定的却是平舆县甲镇柳河村。请核对是哪个村（社区）的清单，改成一致后再报。",
            Assert.Single(Find("乙乡柳河村清单", null, "清单.xlsx", "411723101203").Refusals).ToString());
        Assert.Equal(
            "上报时指定的“1”不是平舆县的村（社区）。请核对 12 位区划代码或乡镇（街道）、村（社区）的全称。",
            Assert.Single(Find("清单", null, "清单.xlsx", "1").Refusals).ToString());
    }

    [Fact]
    public void A_code_column_names_the_village()
    {
        var list = Lists.Read(new RawWorkbook().Sheet("清单", ["区划代码", "事项名称"], ["411723101203", "甲事"], ["411723101203", "乙事"]).Build(), "清单.xlsx");

        Assert.Equal("411723101203", VillageMatch.Find(list, "清单.xlsx", Regions).Village?.Code);
    }

    private static VillageMatchResult Find(string title, string? unit, string fileName, string? asked = null)
    {
        var list = Lists.Read(new RawWorkbook().Sheet("清单", [title], [unit is null ? null : $"填报单位：{unit}"], ["序号", "事项名称"], ["1", "甲事"]).Build(), "清单.xlsx");
        Assert.Empty(list.Refusals);
        return VillageMatch.Find(list, fileName, Regions, asked);
    }

    private static Region Region(string code, string name, RegionLevel level, string? parent) =>
        new() { Code = code, Name = name, Level = level, ParentCode = parent };
}
