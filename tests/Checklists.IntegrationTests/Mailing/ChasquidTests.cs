using System.Security.Cryptography;
using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using Checklists.Platform.Settings;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class ChasquidTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_with_certificates_arrives_in_the_mailbox_as_it_was_written()
    {
        Assert.SkipUnless(ChasquidServer.IsInstalled, "chasquid is not installed (apt-get install chasquid)");
        await using var server = await ChasquidServer.StartAsync(["noreply", "dzb", "mz"], Ct);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var pdf = RandomNumberGenerator.GetBytes(300_000);
        const string name = "老王岗乡孙坡村核对情况告知单（2026年第47周）𬭎.pdf";
        var file = await bench.StoreAsync(name, pdf, Ct);
        var content = new MailContent("【样例】示例县古槐街道𬭎第47周核对情况", "正文：负面事项由派交单位收回。\n.\n..两点开头的一行", "<p>正文：负面事项由派交单位收回。</p>");
        var mail = await bench.EnqueueAsync(
            OutboxBench.Draft("2026-W47", "dzb@checklists.example", "mz@checklists.example") with { Content = content, Attachments = [file] }, Ct);

        var summary = await bench.Sender(Transport(bench, server, ChasquidServer.Password)).SendDueAsync(Ct);

        Assert.Equal(new SendSummary(1, 0, 0, 0, null), summary);
        foreach (var mailbox in new[] { "dzb@checklists.example", "mz@checklists.example" })
        {
            var read = await server.ReceiveAsync(mailbox, Ct);
            Assert.Equal(mail.MessageId, read.MessageId);
            Assert.Equal(content.Subject, read.Subject);
            Assert.Equal("示例县清单核对平台", Assert.Single(read.From.Mailboxes).Name);
            Assert.Equal(content.Text, read.TextBody!.ReplaceLineEndings("\n"));
            Assert.Equal(content.Html, read.HtmlBody);
            var part = Assert.IsType<MimePart>(Assert.Single(read.Attachments));
            Assert.Equal(name, part.FileName);
            using var received = new MemoryStream();
            await part.Content!.DecodeToAsync(received, Ct);
            Assert.Equal(pdf, received.ToArray());
            Assert.Contains(read.Headers, h => h.Field == "Received" && h.Value.Contains("TLS", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_mailbox_are_told_apart_by_a_real_server_too()
    {
        Assert.SkipUnless(ChasquidServer.IsInstalled, "chasquid is not installed (apt-get install chasquid)");
        await using var server = await ChasquidServer.StartAsync(["noreply", "dzb"], Ct);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct, "dzb@checklists.example", "nobody@checklists.example");

        await bench.Sender(Transport(bench, server, "wrong")).SendDueAsync(Ct);
        var refused = await bench.MailAsync(mail.Id, Ct);
        var right = bench.Sender(Transport(bench, server, ChasquidServer.Password));
        await right.ReviveAfterServerFaultsAsync(Ct);
        var summary = await right.SendDueAsync(Ct);

        Assert.Equal((MailStatus.Failed, DeliveryStage.Authenticate), (refused.Status, refused.FailedStage));
        Assert.Equal(1, summary.Partly);
        Assert.Equal(mail.MessageId, (await server.ReceiveAsync("dzb@checklists.example", Ct)).MessageId);
        Assert.Equal(
            [("dzb@checklists.example", ReceiptStatus.Accepted), ("nobody@checklists.example", ReceiptStatus.Refused)],
            (await bench.ReceiptsAsync(mail.Id, Ct)).Select(r => (r.Address, r.Status)));
    }

    private static SmtpTransport Transport(OutboxBench bench, ChasquidServer server, string password) => new(
        new SmtpServer
        {
            Host = "localhost",
            Port = server.Port,
            User = "noreply@checklists.example",
            Password = password,
            Tls = SmtpTls.StartTls,
            TrustedCertificates = server.AuthorityFile,
        },
        bench.Clock);
}
