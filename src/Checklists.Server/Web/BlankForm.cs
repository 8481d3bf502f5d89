using Checklists.Documents.Spreadsheets;

namespace Checklists.Server.Web;

/// <summary>The empty workbook that a village fills in; its headings are the first names of <c>seeds/columns.json</c>.</summary>
public static class BlankForm
{
    private static readonly string?[] Headings =
    [
        "序号", "事项名称", "类别", "派交单位", "下达方式", "文号", "是否签责任书", "是否定指标", "是否排名考核", "是否要求代收垫付",
        "是否填表报数", "频次", "有无经费", "开始时间", "结束时间", "备注",
    ];

    private static readonly string?[][] Guide =
    [
        ["栏目", "怎么填"],
        ["事项名称", "上级派到村里的一件事、要求挂的一块牌子或要求开的一种证明，照原话写，一行一项。"],
        ["类别", "事项、标牌、证明，不填按事项。"],
        ["派交单位", "哪个部门或乡镇（街道）派的。"],
        ["下达方式", "文件、会议、微信、电话、系统。"],
        ["文号", "有文件的填文号，没有的不填。"],
        ["是否签责任书至有无经费", "填“是”或“否”，不清楚的不填。"],
        ["频次", "要求填表报数的，多久报一次。"],
        ["开始时间、结束时间", "例如 2026-01-31。"],
        ["注意", "不要填写村民姓名、身份证号、电话；涉密、内部文件不得填报。"],
    ];

    /// <summary>Maps <c>/blank-form.xlsx</c>.</summary>
    public static void MapBlankForm(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapGet("/blank-form.xlsx", () => Results.File(
            Write(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "村报清单（空白）.xlsx")).ExcludeFromDescription();
    }

    /// <summary>The workbook.</summary>
    public static byte[] Write() => SheetWriter.WriteWorkbook([new SheetToWrite("村报清单", [Headings]), new SheetToWrite("填表说明", Guide)]);
}
