using System.Text.Json;
using System.Text.RegularExpressions;
using Checklists.Platform;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Demo;

/// <summary>The main job end to end, over the command line and files.</summary>
public sealed partial class DemoTests(DemoRun demo) : IClassFixture<DemoRun>
{
    private const int Townships = 19;
    private const int Villages = 224;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void It_finishes_and_sums_up_the_whole_county()
    {
        Assert.True(demo.ExitCode == 0, demo.Output);
        var waiting = Villages - AcceptedVillages().Count;
        Assert.Contains($"{Villages} 个，其中待提交 {waiting} 个", demo.Output, StringComparison.Ordinal);
        Assert.Contains($"{Villages - waiting} 份", demo.Output, StringComparison.Ordinal);
        Assert.Contains($"{Townships} 封已发，0 封待发", demo.Output, StringComparison.Ordinal);
        Assert.Matches(WaitingLines(), demo.Output);
    }

    [Fact]
    public void Each_township_gets_one_mail_with_a_certificate_for_each_of_its_villages_that_handed_in()
    {
        Assert.Equal(Townships, demo.Mails.Count);
        Assert.Equal(Townships, demo.Mails.Select(m => m.To.ToString()).Distinct().Count());

        var pdfs = demo.Mails.SelectMany(m => m.Attachments.OfType<MimePart>()).ToList();
        Assert.All(pdfs, pdf => Assert.True(Bytes(pdf).AsSpan().StartsWith("%PDF-"u8), pdf.FileName));
        var certificates = pdfs.Where(p => p.FileName!.Contains("核对情况告知单", StringComparison.Ordinal)).ToList();
        Assert.Equal(AcceptedVillages().Count, certificates.Count);
        Assert.Equal(certificates.Count, certificates.Select(p => p.FileName).Distinct().Count());
        Assert.Equal(Townships, pdfs.Count - certificates.Count);
    }

    [Fact]
    public void A_village_without_an_accepted_list_stands_as_waiting_in_its_townships_mail_and_has_no_certificate()
    {
        var refused = Manifest().Where(f => f.Expected == "refused" && f.VillageCode is not null)
            .Select(f => f.VillageCode!).Except(AcceptedVillages()).ToList();
        Assert.NotEmpty(refused);

        Assert.Contains(demo.Mails, m => m.TextBody!.Contains("待提交", StringComparison.Ordinal));
        foreach (var file in Manifest().Where(f => f.Expected == "refused"))
        {
            Assert.Contains($"未接收：{file.File}", demo.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Account_passwords_are_printed_and_stand_in_no_file()
    {
        var password = AdministratorLine().Match(demo.Output).Groups[1].Value;

        Assert.True(password.Length >= 12, demo.Output);
        foreach (var file in Directory.EnumerateFiles(demo.Data, "*.log", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(password, File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_weeks_run_asked_for_again_changes_nothing_and_says_so()
    {
        var (exit, output) = await demo.RunAsync(Cancel, "run", "weekly");

        Assert.Equal(0, exit);
        Assert.Contains("此前已封存，没有任何改动", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-W99", "不是有效的周")]
    [InlineData("2099-W01", "还没有开始")]
    public async Task A_week_that_is_none_is_refused(string week, string message)
    {
        var (exit, output) = await demo.RunAsync(Cancel, "run", "weekly", "--week", week);

        Assert.Equal(2, exit);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_sent_twice_is_recognised()
    {
        var file = Manifest().First(f => f.Expected == "accepted").File;

        var (exit, output) = await demo.RunAsync(Cancel, "import", "submissions", Path.Combine(Lists, file));

        Assert.Equal(0, exit);
        Assert.Contains("此前已收到 1 份", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_refused_tells_why_and_gives_exit_code_2()
    {
        var file = Manifest().First(f => f.Expected == "refused").File;

        var (exit, output) = await demo.RunAsync(Cancel, "import", "submissions", Path.Combine(Lists, file));

        Assert.Equal(2, exit);
        Assert.Contains("整份未导入", output, StringComparison.Ordinal);
    }

    private static string Lists => Path.Combine(ProductFiles.Seeds, "submissions");

    private static HashSet<string> AcceptedVillages() =>
        [.. Manifest().Where(f => f.Expected == "accepted").Select(f => f.VillageCode!)];

    private static List<ListFile> Manifest()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Lists, "index.json")));
        return [.. json.RootElement.GetProperty("files").EnumerateArray().Select(f => new ListFile(
            f.GetProperty("file").GetString()!,
            f.GetProperty("villageCode").GetString(),
            f.GetProperty("expected").GetString()!))];
    }

    private static byte[] Bytes(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }

    [GeneratedRegex(@"等待乡镇复核\s+[1-9]\d* 行")]
    private static partial Regex WaitingLines();

    [GeneratedRegex(@"^\s*admin\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex AdministratorLine();

    private sealed record ListFile(string File, string? VillageCode, string Expected);
}
