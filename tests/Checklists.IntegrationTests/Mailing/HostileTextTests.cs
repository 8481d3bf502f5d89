using System.Globalization;
using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Addresses;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class HostileTextTests(PostgresFixture postgres)
{
    private const string Good = "dzb@checklists.example";

    // What an attacker hopes becomes a line, a header or a command of its own.
    private static readonly string[] Payloads =
    [
        "RCPT TO:<evil@attacker.example>", "DATA", "QUIT", ".", "Bcc: evil@attacker.example", "Content-Type: text/html",
        "MIME-Version: 1.0\r\n\r\nevil", "\r\n.\r\nMAIL FROM:<evil@attacker.example>", "Subject: evil", "X-Evil: 1",
    ];

    private static readonly string[] Breaks =
        ["\r\n", "\n", "\r", "\n.\n", "\r\n.\r\n", "\0", "\u0085", "\u2028", "\u2029", "\v", "\f", "%0d%0a", "\\r\\n", "=0D=0A", "\u560d\u560a"];

    private static readonly string[] SpecialAddresses =
    [
        "\"a\\\" b\"@checklists.example", "\"a@b\"@checklists.example", "\"\"@checklists.example", "a@b@checklists.example", "<evil@attacker.example>",
        "dzb@checklists.example,evil@attacker.example", "dzb@checklists.example;evil@attacker.example", "dzb@checklists.example> NOTIFY=SUCCESS",
        "dzb@checklists.example SIZE=1", "evil%attacker.example@checklists.example", "attacker.example!evil@checklists.example",
        "@relay.example:evil@attacker.example", "dzb@[127.0.0.1]", "dzb@[IPv6:::1]", "dzb@checklists.example.", "dzb@.checklists.example",
        "dzb@checklists..example", ".dzb@checklists.example", "dzb.@checklists.example", "d..b@checklists.example", "dzb@-checklists.example",
        "dzb@checklists-.example", "dzb@localhost", "dzb@127.0.0.1", "dzb@", "@checklists.example", "", " ", "dzb", "dzb @checklists.example",
        "dzb@checklists.example (comment)", "(comment)dzb@checklists.example", "=?utf-8?q?dzb?=@checklists.example", "dzb@ch\u0435cklists.example",
        "ｄｚｂ@checklists.example", "dzb＠checklists.example", "dzb@checklists。example", "党政办@checklists.example", "dzb@xn--hecklists-lpg.example",
        "dzb@checklists.example\u202Egro", "dzb\u200B@checklists.example", "dzb@checklists.example\uFEFF", "|/bin/sh@checklists.example", "`id`@checklists.example",
        "$(id)@checklists.example", "'or'1'='1@checklists.example", "--help", "-oQ/tmp@attacker.example\n", "dzb@checklists.example\ud800",
    ];

    private static readonly string[] SpecialTexts =
    [
        "\"a\" <b@c.example>,", "=?utf-8?b?DQpCY2M6IGV2aWxAYXR0YWNrZXIuZXhhbXBsZQ==?=", "=?utf-8?q?=0D=0ABcc:_evil@attacker.example?=", "{{县}}", "{{#村}}", "${7*7}",
        "\u202Egnp.exe", "\u2066x\u2069", "\u200Bhidden", "\ud800 half", "half \udfff", "\uE000 private", "../../etc/passwd", "C:\\evil.exe", "a/b\\c:d*e?f\"g<h>i|j",
        "name\"; filename=\"evil.exe", "x\r\nContent-Disposition: inline", "CON", ".", "..", "   ", new('长', 10_000), new('a', 10_000), "\U00030EDE\U0002B1ED", "a\tb",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_corpus_is_large_enough() => Assert.InRange(HostileAddresses().Count() + HostileTexts().Count(), 300, 2000);

    [Fact]
    public void No_hostile_address_is_written_to()
    {
        var policy = new RecipientPolicy([]);

        Assert.All(HostileAddresses(), address => Assert.NotNull(policy.Refusal(address)));
        Assert.All(["dzb@checklists.example", "a.b-c_d+e@mail.gov.cn", "1@x.cn"], address => Assert.Null(policy.Refusal(address)));
    }

    [Fact]
    public async Task A_mail_to_hostile_addresses_goes_to_the_good_one_only()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync(OutboxBench.Draft("2026-W47", [.. HostileAddresses(), Good]), Ct);

        await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);

        AssertOnlyIntendedCommands(server, mails: 1);
        Assert.Equal(Good, Assert.Single(Assert.Single(server.Messages).Mime.To.Mailboxes).Address);
        Assert.Equal(MailStatus.PartlySent, (await bench.MailAsync(mail.Id, Ct)).Status);
        Assert.All((await bench.ReceiptsAsync(mail.Id, Ct)).Where(r => r.Address != Good), r => Assert.Equal(ReceiptStatus.Refused, r.Status));
    }

    [Fact]
    public async Task Hostile_subjects_bodies_and_file_names_stay_text()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct, SmtpFaultTests.OneConnection);
        var texts = HostileTexts().ToArray();
        await using (var db = bench.Open())
        {
            var outbox = new MailOutbox(bench.Settings, bench.Clock);
            var file = await bench.StoreAsync("x", "%PDF-1.7 sample", Ct);
            for (var i = 0; i < texts.Length; i++)
            {
                var draft = new MailDraft(
                    MailKinds.WeeklyDigest, "411723001000", i.ToString(CultureInfo.InvariantCulture), [Good],
                    new MailContent(texts[i], texts[i].Replace("\0", "", StringComparison.Ordinal), "<p>正文</p>"),
                    [file with { FileName = texts[i] }]);
                await outbox.EnqueueAsync(db, draft, Ct);
            }

            await db.SaveChangesAsync(Ct);
        }

        var summary = await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);

        Assert.Equal(texts.Length, summary.Sent);
        AssertOnlyIntendedCommands(server, texts.Length);
        Assert.All(server.Messages, AssertIntendedHeaders);
        Assert.Equal(texts.Select(t => PlainText.Line(t)).Order(StringComparer.Ordinal), server.Messages.Select(m => m.Mime.Subject!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("平台\r\nBcc: evil@attacker.example <noreply@checklists.example>")]
    [InlineData("noreply@checklists.example\r\nRCPT TO:<evil@attacker.example>")]
    [InlineData("\"a\" <b@c.example>, <noreply@checklists.example>")]
    [InlineData("平台 <noreply@checklists.example")]
    [InlineData("平台 <党政办@checklists.example>")]
    [InlineData("平台\u202E <noreply@checklists.example>")]
    public void A_hostile_sender_is_refused_when_the_settings_are_read(string from) =>
        Assert.Throws<FormatException>(() => new MailOutbox(new MailSettings { From = from }, TimeProvider.System));

    [Fact]
    public void An_allow_list_admits_its_domains_only()
    {
        var policy = new RecipientPolicy(["Gov.Example", "xn--fiqs8s.example"]);

        Assert.Null(policy.Refusal("dzb@GOV.example"));
        Assert.Null(policy.Refusal("dzb@xn--fiqs8s.example"));
        Assert.Contains("允许的范围", policy.Refusal("dzb@mail.gov.example"), StringComparison.Ordinal);
        Assert.Contains("允许的范围", policy.Refusal("dzb@gov.example.attacker.example"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> HostileAddresses() =>
    [
        .. SpecialAddresses,
        .. from payload in Payloads from breaking in Breaks select Good + breaking + payload,
        new string('a', 65) + "@checklists.example",
        "a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".example",
    ];

    private static IEnumerable<string> HostileTexts() =>
        [.. SpecialTexts, .. from payload in Payloads from breaking in Breaks select "主题" + breaking + payload];

    private static void AssertOnlyIntendedCommands(FaultSmtpServer server, int mails)
    {
        var commands = server.Commands.Where(c => !c.StartsWith("EHLO", StringComparison.Ordinal) && c != "QUIT").ToArray();
        var expected = Enumerable.Repeat<string[]>(["MAIL FROM:<noreply@checklists.example>", $"RCPT TO:<{Good}>", "DATA"], mails).SelectMany(c => c);
        Assert.Equal(expected, commands.Select(c => c.Split(" SIZE=")[0].Split(" BODY=")[0]));
        Assert.Equal(mails, server.Messages.Count);
    }

    private static void AssertIntendedHeaders(TakenMessage taken)
    {
        string[] intended =
            ["From", "Date", "Subject", "Message-Id", "To", "List-Id", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version"];
        Assert.Equal(intended.Order(StringComparer.Ordinal), taken.Mime.Headers.Select(h => h.Field).Order(StringComparer.Ordinal));
        Assert.Equal(Good, Assert.Single(taken.Mime.To.Mailboxes).Address);
        Assert.InRange(taken.Mime.Subject!.Length, 0, 200);
        Assert.DoesNotContain(taken.Mime.Subject, c => char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format);
        var part = Assert.IsType<MimePart>(Assert.Single(taken.Mime.Attachments));
        Assert.Equal("application/pdf", part.ContentType.MimeType);
        Assert.NotEqual("", part.FileName);
        Assert.DoesNotContain(part.FileName!, c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal));
        Assert.Equal("<p>正文</p>", taken.Mime.HtmlBody);
    }
}
