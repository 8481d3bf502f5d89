using System.Security.Cryptography;
using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class MailLedgerTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ledger_shows_mail_attempts_recipients_and_the_hash_of_what_was_attached()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var file = await bench.StoreAsync("告知单.pdf", "%PDF-1.7 sample", Ct);
        var mail = await bench.EnqueueAsync(OutboxBench.Draft("2026-W47", "dzb@checklists.example") with { Attachments = [file] }, Ct);
        await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);
        await using var db = bench.Open();

        var found = Assert.Single(await MailLedger.FindAsync(db, new LedgerQuery(RegionCode: "411723001000", Kind: MailKinds.WeeklyDigest), Ct));
        var detail = await MailLedger.ByIdAsync(db, mail.Id, Ct);

        Assert.Equal((mail.Id, MailStatus.Sent, 1), (found.Id, found.Status, found.Attempts));
        Assert.Equal(bench.Clock.GetUtcNow(), found.SentAt);
        Assert.Contains("queued as 4711", Assert.Single(detail!.Attempts).Answer, StringComparison.Ordinal);
        Assert.Equal(("dzb@checklists.example", ReceiptStatus.Accepted), (detail.Receipts.Single().Address, detail.Receipts.Single().Status));
        Assert.Equal((file.FileName, file.FileHash), (detail.Attachments.Single().FileName, detail.Attachments.Single().FileHash));
        Assert.Empty(await MailLedger.FindAsync(db, new LedgerQuery(RegionCode: "411723002000"), Ct));
        Assert.Empty(await MailLedger.FindAsync(db, new LedgerQuery(ForPerson: true), Ct));
        Assert.Null(await MailLedger.ByIdAsync(db, Guid.NewGuid(), Ct));
    }

    [Fact]
    public async Task A_person_corrects_an_address_and_the_mail_goes_only_to_those_without_it()
    {
        await using var server = new FaultSmtpServer((at, line) =>
            at == SmtpMoment.RcptTo && line.Contains("old@", StringComparison.Ordinal) ? Reaction.Say("550 5.1.1 no such user") : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct, "dzb@checklists.example", "old@checklists.example");
        var sender = bench.Sender(SmtpFaultTests.Smtp(bench, server));
        await sender.SendDueAsync(Ct);
        var ledger = new MailLedger(bench.Settings, bench.Clock);
        await using var db = bench.Open();

        var waiting = await MailLedger.FindAsync(db, new LedgerQuery(ForPerson: true), Ct);
        var refused = await ledger.RetryAsync(db, mail.Id, ["new@checklists.example\r\nRCPT TO:<evil@attacker.example>"], Ct);
        var accepted = await ledger.RetryAsync(db, mail.Id, ["new@checklists.example"], Ct);
        await sender.SendDueAsync(Ct);
        var again = await ledger.RetryAsync(bench.Open(), mail.Id, null, Ct);

        Assert.Equal(mail.Id, Assert.Single(waiting).Id);
        Assert.NotNull(refused);
        Assert.Null(accepted);
        Assert.Contains("没有失败", again, StringComparison.Ordinal);
        Assert.Equal(MailStatus.Sent, (await bench.MailAsync(mail.Id, Ct)).Status);
        Assert.Equal(
            ["RCPT TO:<dzb@checklists.example>", "RCPT TO:<new@checklists.example>"], server.Messages.SelectMany(m => m.To));
        Assert.All(server.Messages, m => Assert.Equal(mail.MessageId, m.Mime.MessageId));
    }

    [Fact]
    public async Task Reminders_stop_at_the_budget_of_the_week_and_begin_anew_on_monday()
    {
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct, new MailSettings { From = "noreply@checklists.example", WeeklyBudget = 2 });
        var outbox = new MailOutbox(bench.Settings, bench.Clock);
        await bench.EnqueueAsync("2026-W47", Ct);
        await using var db = bench.Open();

        var first = await outbox.EnqueueWithinBudgetAsync(db, Reminder("2026-11-20"), Ct);
        await db.SaveChangesAsync(Ct);
        var over = await outbox.EnqueueWithinBudgetAsync(db, Reminder("2026-11-21"), Ct);
        // Sunday 23:59 in China still belongs to the week, although it is Sunday 15:59 UTC.
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 15, 59, 0, TimeSpan.Zero));
        var sunday = await outbox.EnqueueWithinBudgetAsync(db, Reminder("2026-11-22"), Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        var monday = await outbox.EnqueueWithinBudgetAsync(db, Reminder("2026-11-23"), Ct);

        Assert.True(first!.IsNew);
        Assert.Null(over);
        Assert.Null(sunday);
        Assert.True(monday!.IsNew);
    }

    [Fact]
    public async Task Mails_are_signed_when_a_key_is_set()
    {
        using var scratch = new ScratchDirectory();
        using var rsa = RSA.Create(2048);
        await File.WriteAllTextAsync(scratch["dkim.pem"], rsa.ExportRSAPrivateKeyPem(), Ct);
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(
            postgres, Ct, new MailSettings { From = "平台 <noreply@checklists.example>", Dkim = new DkimKey("checklists.example", "s1", scratch["dkim.pem"]) });
        await bench.EnqueueAsync("2026-W47", Ct);

        await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);

        var mime = Assert.Single(server.Messages).Mime;
        var signature = Assert.Single(mime.Headers, h => h.Field == "DKIM-Signature");
        Assert.Contains("d=checklists.example; s=s1", signature.Value, StringComparison.Ordinal);
        var verifier = new DkimVerifier(new KeyLocator(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.True(await verifier.VerifyAsync(mime, signature, Ct));
        mime.Subject = "changed on the way";
        Assert.False(await verifier.VerifyAsync(mime, signature, Ct));
    }

    [Fact]
    public async Task Large_attachments_go_as_one_archive_and_too_large_ones_to_a_person()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(
            postgres, Ct, new MailSettings { From = "noreply@checklists.example", ArchiveAbove = 1000, RefuseAbove = 5000 });
        var one = await bench.StoreAsync("郭寺村.pdf", RandomNumberGenerator.GetBytes(800), Ct);
        var two = await bench.StoreAsync("魏楼村.pdf", RandomNumberGenerator.GetBytes(800), Ct);
        var huge = await bench.StoreAsync("过大.pdf", RandomNumberGenerator.GetBytes(5001), Ct);
        await bench.EnqueueAsync(OutboxBench.Draft("2026-W47", "dzb@checklists.example") with { Attachments = [one, two] }, Ct);
        var tooLarge = await bench.EnqueueAsync(OutboxBench.Draft("2026-W48", "dzb@checklists.example") with { Attachments = [huge] }, Ct);

        var summary = await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);

        Assert.Equal((1, 1), (summary.Sent, summary.Failed));
        Assert.Contains("超过上限", (await bench.MailAsync(tooLarge.Id, Ct)).ServerAnswer, StringComparison.Ordinal);
        var part = (MimeKit.MimePart)Assert.Single(Assert.Single(server.Messages).Mime.Attachments);
        Assert.EndsWith(".zip", part.FileName, StringComparison.Ordinal);
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content, Ct);
        using var archive = new System.IO.Compression.ZipArchive(content);
        Assert.Equal(["郭寺村.pdf", "魏楼村.pdf"], archive.Entries.Select(e => e.FullName));
    }

    private static MailDraft Reminder(string day) => OutboxBench.Draft(day, "dzb@checklists.example") with { Kind = MailKinds.ReviewReminder };

    private sealed class KeyLocator(string pem) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            using var reader = new PemReader(new StringReader(pem));
            return (AsymmetricKeyParameter)reader.ReadObject();
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
