using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class EmlDirectoryTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_becomes_a_file_with_readable_names_and_its_attachments()
    {
        using var scratch = new ScratchDirectory();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var pdf = await bench.StoreAsync("古槐街道郭寺村核对情况告知单（2026年第47周）𬭎.pdf", "%PDF-1.7 sample", Ct);
        var mail = await bench.EnqueueAsync(OutboxBench.Draft("2026-W47", "dzb@checklists.example", "mz@checklists.example") with { Attachments = [pdf] }, Ct);

        var summary = await bench.Sender(new EmlDirectoryTransport(scratch.FullName)).SendDueAsync(Ct);

        Assert.Equal(new SendSummary(1, 0, 0, 0, null), summary);
        var file = Assert.Single(Directory.GetFiles(scratch.FullName));
        Assert.Matches(@"^20261120 示例主题 2026-W47 [0-9a-f]{8}\.eml$", Path.GetFileName(file));
        var read = await MimeMessage.LoadAsync(file, Ct);
        Assert.Equal(mail.MessageId, read.MessageId);
        Assert.Equal("示例主题 2026-W47", read.Subject);
        Assert.Equal(OutboxBench.Friday, read.Date);
        Assert.Equal("示例县清单核对平台", Assert.Single(read.From.Mailboxes).Name);
        Assert.Equal(["dzb@checklists.example", "mz@checklists.example"], read.To.Mailboxes.Select(m => m.Address));
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.Equal("<weekly-digest.checklists.checklists.example>", read.Headers["List-Id"]);
        Assert.Equal("正文\n第二行", read.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal("<p>正文</p>", read.HtmlBody);
        var part = Assert.IsType<MimePart>(Assert.Single(read.Attachments));
        Assert.Equal("古槐街道郭寺村核对情况告知单（2026年第47周）𬭎.pdf", part.FileName);
        Assert.Equal(part.FileName, part.ContentType.Name);
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content, Ct);
        Assert.Equal("%PDF-1.7 sample"u8.ToArray(), content.ToArray());
        Assert.Equal(MailStatus.Sent, (await bench.MailAsync(mail.Id, Ct)).Status);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_to_is_tried_again_and_leaves_nothing_behind()
    {
        using var scratch = new ScratchDirectory();
        var blocked = Path.Combine(scratch.FullName, "mail");
        await File.WriteAllTextAsync(blocked, "a file where the directory should be", Ct);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(new EmlDirectoryTransport(blocked));

        var first = await sender.SendDueAsync(Ct);
        File.Delete(blocked);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await sender.SendDueAsync(Ct);

        Assert.Equal(1, first.Retrying);
        Assert.Contains("写不进", first.ServerProblem, StringComparison.Ordinal);
        Assert.Equal(1, second.Sent);
        Assert.Equal([DeliveryStage.Store, DeliveryStage.Accepted], (await bench.AttemptsAsync(mail.Id, Ct)).Select(a => a.Stage));
        Assert.Single(Directory.GetFileSystemEntries(blocked));
    }
}
