using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Checklists.Server.Pages;

/// <summary>Says in Chinese what went wrong and what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Remedy { get; private set; } = "";

    public void OnGet() => Describe();

    // The failed request's own method is used again when its answer is replaced by this page.
    public void OnPost() => Describe();

    private void Describe()
    {
        // Not a bound parameter: binding would read the refused request's form first, and give up where that is cut off.
        Response.StatusCode = int.TryParse(RouteData.Values["status"] as string, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599
            ? status
            : StatusCodes.Status404NotFound;
        (Heading, Remedy) = Response.StatusCode switch
        {
            400 => ("请求没有通过校验", "页面可能打开太久了。请返回上一页，刷新后重新提交；已填写的文件需要重新选择。"),
            404 => ("没有找到", "没有这个页面，或者它不在您账号的区域范围内。请核对地址，或从首页进入。"),
            413 => ("文件太大", "上传的文件不能超过 5 MB。请删去清单里的图片等无关内容，或另存为新的工作簿后再传。"),
            503 => ("系统暂时不可用", "数据库暂时连接不上，请稍后再试；已提交的内容不受影响。"),
            _ => ("系统内部出错", "这一步没有完成，已有数据不受影响。请稍后重试；仍不成功时请联系系统管理员。"),
        };
    }
}
