using Checklists.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Checklists.IntegrationTests.Web;

/// <summary>The pages in a real browser: phone and desktop, keyboard, with and without JavaScript.</summary>
[Collection(WebTests.Name)]
public sealed class BrowserTests(WebCounty county) : IAsyncLifetime
{
    private const string Township = "411723107000";

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(1280, 900)]
    public async Task Every_page_fits_the_screen_and_the_browser_has_nothing_to_complain_of(int width, int height)
    {
        var village = width == 390 ? "411723107205" : "411723107206";
        var list = await county.HandInAsync(village, "安全生产", "宣传居民医保政策", "医保参保率达到98%，完不成扣绩效，每天在群里打卡并上传水印照片，村里先行垫付未缴费群众的保费");
        var review = await county.QueryAsync(db => Task.FromResult(db.Reviews.First(r => r.SubmissionId == list).Id));
        await using var context = await ContextAsync(width, height);
        var complaints = new List<string>();
        context.Console += (_, message) => Note(complaints, message.Type is "error" or "warning", message.Text);
        context.WebError += (_, error) => Note(complaints, true, error.Error);

        foreach (var (role, region, paths) in new (AccountRole, string, string[])[]
        {
            (AccountRole.VillageSubmitter, village, ["/", $"/village/{village}/submit", $"/village/{village}/enter?from=standing", "/catalogue", "/catalogue/X007", "/account"]),
            (AccountRole.TownshipReviewer, Township, ["/", $"/township/{Township}/villages", $"/township/{Township}/returned", $"/township/{Township}/certificates", $"/reviews/{review}"]),
            (AccountRole.Administrator, WebCounty.County, ["/", "/county/townships", "/accounts", "/verify"]),
        })
        {
            var page = await SignInAsync(context, role, region);
            foreach (var path in paths)
            {
                await page.GotoAsync(new Uri(county.Address, path).ToString());
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow == 0, $"{path} is {overflow} px too wide at {width} px.");
                Assert.Equal("zh-CN", await page.Locator("html").GetAttributeAsync("lang"));
                Assert.Equal(1, await page.Locator("h1").CountAsync());
            }

            await context.ClearCookiesAsync();
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_list_is_handed_in_and_a_line_decided_without_javascript()
    {
        const string village = "411723107201";
        var file = Directory.EnumerateFiles(Path.GetDirectoryName(WebCounty.ListFile("x"))!, village + "*").Single();
        await using var context = await ContextAsync(390, 844, javaScript: false);
        var page = await SignInAsync(context, AccountRole.VillageSubmitter, village);

        await page.GotoAsync(new Uri(county.Address, $"/village/{village}/submit").ToString());
        await page.GetByLabel("村报清单文件").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();
        Assert.Contains("清单已收入", await page.Locator(".notice").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.Locator("details[open] .reason").First.IsVisibleAsync());

        await context.ClearCookiesAsync();
        page = await SignInAsync(context, AccountRole.TownshipReviewer, Township);
        await page.Locator(".line .cover").First.ClickAsync();
        await page.Locator("button.choice").First.ClickAsync();
        Assert.Contains("已复核为", await page.Locator(".notice").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_text_first_and_then_everything_in_order()
    {
        await using var context = await ContextAsync(1280, 900);
        var page = await SignInAsync(context, AccountRole.VillageSubmitter, "411723107202");

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("跳到正文", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)"));
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
    }

    [Fact]
    public async Task Typing_searches_the_list_and_more_lines_appear_without_losing_what_was_typed()
    {
        const string village = "411723107203";
        await using var context = await ContextAsync(390, 844);
        var page = await SignInAsync(context, AccountRole.VillageSubmitter, village);

        await page.GotoAsync(new Uri(county.Address, "/catalogue").ToString());
        await page.Locator("#q").PressSequentiallyAsync("征兵");
        await page.WaitForURLAsync("**/catalogue?q=**");
        Assert.All(await page.Locator("#items .rows li").AllInnerTextsAsync(), row => Assert.DoesNotContain("Z001", row, StringComparison.Ordinal));

        await page.GotoAsync(new Uri(county.Address, $"/village/{village}/enter").ToString());
        await page.Locator("#text-0").FillAsync("组织村民会议");
        await page.GetByRole(AriaRole.Button, new() { Name = "再加 5 行" }).ClickAsync();
        await page.Locator("#text-9").FillAsync("登记参保意愿");
        Assert.Equal("组织村民会议", await page.Locator("#text-0").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "提交并核对" }).ClickAsync();
        await page.WaitForURLAsync($"**/village/{village}");
        Assert.Equal(2, await page.Locator(".lines > li").CountAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_sent()
    {
        await using var context = await ContextAsync(390, 844);
        var page = await SignInAsync(context, AccountRole.VillageSubmitter, "411723107202");
        await page.GotoAsync(new Uri(county.Address, "/village/411723107202/submit").ToString());

        await page.GetByLabel("村报清单文件").SetInputFilesAsync(new FilePayload { Name = "清单.xlsx", MimeType = "application/octet-stream", Buffer = new byte[5242881] });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并核对" }).ClickAsync();

        Assert.Contains("超过 5 MB", await page.Locator("#file").EvaluateAsync<string>("input => input.validationMessage"), StringComparison.Ordinal);
        Assert.EndsWith("/submit", page.Url, StringComparison.Ordinal);
    }

    private static void Note(List<string> complaints, bool counts, string text)
    {
        lock (complaints)
        {
            if (counts)
            {
                complaints.Add(text);
            }
        }
    }

    private static string Chromium() =>
        new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(p => p is not null && File.Exists(p))
        ?? throw new FileNotFoundException("No Chromium: apt-get install chromium, or name it in CHROMIUM.");

    private Task<IBrowserContext> ContextAsync(int width, int height, bool javaScript = true) => browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = width, Height = height },
        Locale = "zh-CN",
        JavaScriptEnabled = javaScript,
    });

    private async Task<IPage> SignInAsync(IBrowserContext context, AccountRole role, string region)
    {
        Cancel.ThrowIfCancellationRequested();
        var (name, password) = await county.AccountAsync(role, region);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(county.Address, "/signin").ToString());
        await page.GetByLabel("账号", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/signin", StringComparison.Ordinal));
        return page;
    }
}
