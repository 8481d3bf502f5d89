using System.Text;
using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using Checklists.Platform.Settings;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class SmtpSecurityTests(PostgresFixture postgres) : IDisposable
{
    private const string Password = "geheim-Kennwort-4711";
    private readonly TestAuthority _authority = new();
    private readonly ScratchDirectory _scratch = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Mail_goes_out_encrypted_and_signed_in_when_the_certificate_is_trusted()
    {
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(30));
        await using var server = new FaultSmtpServer(certificate: certificate);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        await bench.EnqueueAsync("2026-W47", Ct);

        var summary = await bench.Sender(Encrypted(bench, server)).SendDueAsync(Ct);

        Assert.Equal(1, summary.Sent);
        Assert.Single(server.Messages);
        Assert.Contains(server.Commands, c => c.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
        Assert.True(PositionOf(server, "STARTTLS") < PositionOf(server, "AUTH"));
    }

    [Theory]
    [InlineData("mail.elsewhere.example", 30, true)]
    [InlineData("localhost", -1, true)]
    [InlineData("localhost", 30, false)]
    public async Task A_certificate_for_another_host_an_expired_or_an_unknown_one_stops_everything(string host, int validDays, bool trusted)
    {
        using var certificate = _authority.Issue(host, TimeSpan.FromDays(validDays));
        await using var server = new FaultSmtpServer(certificate: certificate);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);

        var summary = await bench.Sender(Encrypted(bench, server, trusted)).SendDueAsync(Ct);

        Assert.Equal(1, summary.Failed);
        Assert.Equal(DeliveryStage.Tls, (await bench.MailAsync(mail.Id, Ct)).FailedStage);
        AssertNothingSaid(server);
    }

    [Fact]
    public async Task A_server_that_no_longer_offers_starttls_gets_neither_password_nor_mail()
    {
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(30));
        await using var server = new FaultSmtpServer(certificate: certificate) { OfferStartTls = false, Capabilities = "PIPELINING,AUTH PLAIN LOGIN" };
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);

        var summary = await bench.Sender(Encrypted(bench, server)).SendDueAsync(Ct);

        Assert.Equal(1, summary.Failed);
        Assert.Contains("不提供 STARTTLS", (await bench.MailAsync(mail.Id, Ct)).ServerAnswer, StringComparison.Ordinal);
        AssertNothingSaid(server);
    }

    [Theory]
    [InlineData("220 go ahead\r\n250-injected\r\n250 AUTH PLAIN")]
    [InlineData("220 go ahead\r\n235 2.7.0 you are signed in")]
    public async Task Answers_slipped_in_before_the_encryption_are_not_believed(string injected)
    {
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(30));
        await using var server = new FaultSmtpServer((at, _) => at == SmtpMoment.StartTls ? new Reaction(injected, Close: true) : null, certificate);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        await bench.EnqueueAsync("2026-W47", Ct);

        var summary = await bench.Sender(Encrypted(bench, server)).SendDueAsync(Ct);

        Assert.Equal(0, summary.Sent);
        AssertNothingSaid(server);
    }

    [Fact]
    public async Task A_temporary_failure_to_sign_in_is_tried_again()
    {
        var failing = true;
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(30));
        await using var server = new FaultSmtpServer(
            (at, _) => at == SmtpMoment.Auth && failing ? Reaction.Say("454 4.7.0 Temporary authentication failure") : null, certificate);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Encrypted(bench, server));

        var first = await sender.SendDueAsync(Ct);
        failing = false;
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await sender.SendDueAsync(Ct);

        Assert.Equal((1, 1), (first.Retrying, second.Sent));
        var attempt = (await bench.AttemptsAsync(mail.Id, Ct))[0];
        Assert.Equal((DeliveryStage.Authenticate, DeliveryOutcome.Temporary), (attempt.Stage, attempt.Outcome));
        Assert.StartsWith("454", attempt.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_stops_all_mails_after_one_try_and_they_go_out_once_it_is_corrected()
    {
        var rightPassword = false;
        using var certificate = _authority.Issue("localhost", TimeSpan.FromDays(30));
        await using var server = new FaultSmtpServer(
            (at, _) => at == SmtpMoment.Auth && !rightPassword ? Reaction.Say("535 5.7.8 Authentication credentials invalid") : null, certificate);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct, SmtpFaultTests.OneConnection);
        var mails = new List<OutboxMail>();
        foreach (var week in Enumerable.Range(40, 8))
        {
            mails.Add(await bench.EnqueueAsync($"2026-W{week}", Ct));
        }

        var wrong = await bench.Sender(Encrypted(bench, server)).SendDueAsync(Ct);
        var connections = server.Connections;
        var row = await bench.MailAsync(mails[^1].Id, Ct);
        rightPassword = true;
        bench.Clock.Advance(TimeSpan.FromDays(3));
        var corrected = bench.Sender(Encrypted(bench, server));
        var revived = await corrected.ReviveAfterServerFaultsAsync(Ct);
        var right = await corrected.SendDueAsync(Ct);

        Assert.Equal((8, 1), (wrong.Failed, connections));
        Assert.Equal((MailStatus.Failed, DeliveryStage.Authenticate), (row.Status, row.FailedStage));
        Assert.Contains("Smtp__Password", row.ServerAnswer, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, row.ServerAnswer, StringComparison.Ordinal);
        Assert.Equal((8, 8), (revived, right.Sent));
        Assert.Equal(8, server.Messages.Select(m => m.Mime.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Mails_refused_for_their_own_sake_are_not_revived()
    {
        await using var server = new FaultSmtpServer((at, _) => at == SmtpMoment.RcptTo ? Reaction.Say("550 5.1.1 no such user") : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(SmtpFaultTests.Smtp(bench, server));
        await sender.SendDueAsync(Ct);

        Assert.Equal(0, await sender.ReviveAfterServerFaultsAsync(Ct));
    }

    [Fact]
    public void A_password_without_encryption_is_refused_at_once()
    {
        var server = SmtpFaultTests.Local(25) with { User = "noreply", Password = Password };

        var refusal = Assert.Throws<ArgumentException>(() => new SmtpTransport(server, TimeProvider.System));

        Assert.Contains("明文", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refusal.Message, StringComparison.Ordinal);
    }

    private SmtpTransport Encrypted(OutboxBench bench, FaultSmtpServer server, bool trusted = true)
    {
        var pem = _scratch["authority.pem"];
        File.WriteAllText(pem, _authority.Pem);
        return new SmtpTransport(
            new SmtpServer
            {
                Host = "localhost",
                Port = server.Port,
                User = "noreply@checklists.example",
                Password = Password,
                Tls = SmtpTls.StartTls,
                TrustedCertificates = trusted ? pem : null,
            },
            bench.Clock);
    }

    private static int PositionOf(FaultSmtpServer server, string verb) =>
        server.Commands.ToList().FindIndex(c => c.StartsWith(verb, StringComparison.Ordinal));

    private static void AssertNothingSaid(FaultSmtpServer server)
    {
        var said = string.Join('\n', server.Commands);
        Assert.DoesNotContain("AUTH", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("MAIL FROM", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)), said, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }
}
