using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using Checklists.Platform.Settings;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class SmtpFaultTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<SmtpMoment, string, DeliveryStage> TemporaryAnswers => new()
    {
        { SmtpMoment.Greeting, "421 4.3.2 busy", DeliveryStage.Connect },
        { SmtpMoment.MailFrom, "451 4.3.0 later", DeliveryStage.Sender },
        { SmtpMoment.RcptTo, "450 4.2.1 greylisted", DeliveryStage.Recipient },
        { SmtpMoment.Data, "451 4.3.0 later", DeliveryStage.Data },
        { SmtpMoment.FinalDot, "452 4.3.1 disk full", DeliveryStage.Data },
    };

    [Theory]
    [MemberData(nameof(TemporaryAnswers))]
    public async Task A_temporary_answer_at_any_stage_is_tried_again_and_the_mail_arrives_once(SmtpMoment moment, string line, DeliveryStage stage)
    {
        var refusals = 1;
        await using var server = new FaultSmtpServer((at, _) => at == moment && refusals-- > 0 ? Reaction.Say(line) : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server));

        var first = await sender.SendDueAsync(Ct);
        var tooEarly = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await sender.SendDueAsync(Ct);

        Assert.Equal(1, first.Retrying);
        Assert.Equal(SendSummary.Nothing, tooEarly);
        Assert.Equal(1, second.Sent);
        Assert.Equal(mail.MessageId, Assert.Single(server.Messages).Mime.MessageId);
        var attempts = await bench.AttemptsAsync(mail.Id, Ct);
        Assert.Equal([stage, DeliveryStage.Accepted], attempts.Select(a => a.Stage));
        Assert.Equal([DeliveryOutcome.Temporary, DeliveryOutcome.Accepted], attempts.Select(a => a.Outcome));
        Assert.StartsWith(line[..3], attempts[0].Answer, StringComparison.Ordinal);
        Assert.Contains("queued as 4711", attempts[1].Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpMoment.MailFrom, "550 5.7.1 sender not allowed", DeliveryStage.Sender)]
    [InlineData(SmtpMoment.RcptTo, "550 5.1.1 no such user", DeliveryStage.Recipient)]
    [InlineData(SmtpMoment.Data, "554 5.7.1 refused", DeliveryStage.Data)]
    [InlineData(SmtpMoment.FinalDot, "552 5.3.4 too big", DeliveryStage.Data)]
    public async Task A_permanent_answer_stops_the_mail_and_leaves_it_to_a_person(SmtpMoment moment, string line, DeliveryStage stage)
    {
        await using var server = new FaultSmtpServer((at, _) => at == moment ? Reaction.Say(line) : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server));

        var summary = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await sender.SendDueAsync(Ct);

        Assert.Equal(1, summary.Failed);
        var row = await bench.MailAsync(mail.Id, Ct);
        Assert.Equal((MailStatus.Failed, 1, stage), (row.Status, row.Attempts, row.FailedStage));
        Assert.StartsWith(line[..3], row.ServerAnswer, StringComparison.Ordinal);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_recipient_that_is_refused_does_not_keep_the_mail_from_the_others()
    {
        await using var server = new FaultSmtpServer((at, line) =>
            at != SmtpMoment.RcptTo ? null
            : line.Contains("gone@", StringComparison.Ordinal) ? Reaction.Say("550 5.1.1 no such user")
            : line.Contains("full@", StringComparison.Ordinal) ? Reaction.Say("452 4.2.2 mailbox full")
            : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct, "gone@checklists.example", "dzb@checklists.example", "full@checklists.example");
        var sender = bench.Sender(Smtp(bench, server));

        var first = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await sender.SendDueAsync(Ct);

        Assert.Equal(1, first.Retrying);
        Assert.Equal(["RCPT TO:<dzb@checklists.example>"], Assert.Single(server.Messages).To);
        Assert.Equal(
            [("dzb@checklists.example", ReceiptStatus.Accepted), ("gone@checklists.example", ReceiptStatus.Refused)],
            (await bench.ReceiptsAsync(mail.Id, Ct)).Select(r => (r.Address, r.Status)));
        Assert.Equal(["RCPT TO:<full@checklists.example>"], server.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)).Skip(3));
        Assert.Equal(MailStatus.Pending, (await bench.MailAsync(mail.Id, Ct)).Status);
    }

    [Fact]
    public async Task Retries_come_after_1_5_15_60_and_240_minutes_and_end_after_24_hours()
    {
        await using var server = new FaultSmtpServer((at, _) => at == SmtpMoment.RcptTo ? Reaction.Say("450 4.2.1 later") : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server));
        var waits = new List<double>();

        for (var row = await bench.MailAsync(mail.Id, Ct); row.Status == MailStatus.Pending && waits.Count < 50; row = await bench.MailAsync(mail.Id, Ct))
        {
            var wait = row.NextAttemptAt - bench.Clock.GetUtcNow();
            waits.Add(wait.TotalMinutes);
            bench.Clock.Advance(wait);
            await sender.SendDueAsync(Ct);
        }

        double[] expected = [0, 1, 5, 15, 60, 240, 240, 240, 240, 240];
        Assert.True(waits.Count is 9 or 10, string.Join(", ", waits));
        Assert.All(waits.Zip(expected), w => Assert.InRange(w.First, w.Second, w.Second * 1.2));
        Assert.Contains(waits.Skip(1).Zip(expected.Skip(1)), w => w.First > w.Second);
        Assert.True(waits.Sum() <= 24 * 60);
        var failed = await bench.MailAsync(mail.Id, Ct);
        Assert.Equal(MailStatus.Failed, failed.Status);
        Assert.Contains("24 小时", failed.ServerAnswer, StringComparison.Ordinal);
        Assert.Equal(waits.Count, (await bench.AttemptsAsync(mail.Id, Ct)).Count);
    }

    [Theory]
    [InlineData(SmtpMoment.Greeting, DeliveryStage.Connect)]
    [InlineData(SmtpMoment.MailFrom, DeliveryStage.Recipient)]
    [InlineData(SmtpMoment.Data, DeliveryStage.Data)]
    [InlineData(SmtpMoment.FinalDot, DeliveryStage.Acknowledge)]
    public async Task A_connection_dropped_before_the_mail_was_taken_loses_and_doubles_nothing(SmtpMoment moment, DeliveryStage stage)
    {
        var drops = 1;
        await using var server = new FaultSmtpServer((at, _) => at == moment && drops-- > 0 ? Reaction.Drop : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server));

        var first = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await sender.SendDueAsync(Ct);

        Assert.Equal(1, first.Retrying);
        Assert.Equal(mail.MessageId, Assert.Single(server.Messages).Mime.MessageId);
        Assert.Equal([stage, DeliveryStage.Accepted], (await bench.AttemptsAsync(mail.Id, Ct)).Select(a => a.Stage));
    }

    [Fact]
    public async Task A_lost_acknowledgement_gives_a_second_copy_with_the_same_message_id_and_the_same_bytes()
    {
        var drops = 1;
        await using var server = new FaultSmtpServer((at, _) => at == SmtpMoment.FinalDot && drops-- > 0 ? Reaction.TakeAndDrop : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server));

        await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await sender.SendDueAsync(Ct);

        var copies = server.Messages.ToArray();
        Assert.Equal(2, copies.Length);
        Assert.All(copies, c => Assert.Equal(mail.MessageId, c.Mime.MessageId));
        Assert.Equal(copies[0].Mime.ToString(), copies[1].Mime.ToString());
        Assert.Contains("没有等到服务器的确认", (await bench.AttemptsAsync(mail.Id, Ct))[0].Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpMoment.Greeting)]
    [InlineData(SmtpMoment.MailFrom)]
    [InlineData(SmtpMoment.FinalDot)]
    public async Task A_server_that_hangs_is_cut_off_and_tried_again(SmtpMoment moment)
    {
        var hangs = 1;
        await using var server = new FaultSmtpServer((at, _) => at == moment && hangs-- > 0 ? Reaction.Hang : null);
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        await bench.EnqueueAsync("2026-W47", Ct);
        var sender = bench.Sender(Smtp(bench, server, answerLimit: TimeSpan.FromMilliseconds(300)));

        var first = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await sender.SendDueAsync(Ct);

        Assert.Equal((1, 1), (first.Retrying, second.Sent));
        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task A_server_that_is_slow_beyond_the_limit_of_a_mail_is_cut_off()
    {
        OutboxBench? bench = null;
        var slow = true;
        await using var server = new FaultSmtpServer((at, _) =>
        {
            if (at != SmtpMoment.MailFrom || !slow)
            {
                return null;
            }

            // The limit of three minutes passes while the server has not answered yet.
            slow = false;
            bench!.Clock.Advance(TimeSpan.FromMinutes(4));
            return Reaction.Hang;
        });
        await using (bench = await OutboxBench.CreateAsync(postgres, Ct))
        {
            var mail = await bench.EnqueueAsync("2026-W47", Ct);
            var sender = bench.Sender(Smtp(bench, server, answerLimit: TimeSpan.FromMinutes(10)));

            var first = await sender.SendDueAsync(Ct);
            bench.Clock.Advance(TimeSpan.FromMinutes(2));
            var second = await sender.SendDueAsync(Ct);

            Assert.Equal((1, 1), (first.Retrying, second.Sent));
            Assert.Contains("超过时限", (await bench.AttemptsAsync(mail.Id, Ct))[0].Answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task While_nobody_listens_mails_wait_and_only_one_connection_is_tried_at_a_time()
    {
        var server = new FaultSmtpServer();
        var port = server.Port;
        await server.DisposeAsync();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct, OneConnection);
        foreach (var week in Enumerable.Range(1, 30))
        {
            await bench.EnqueueAsync($"2026-W{week:00}", Ct);
        }

        var summary = await bench.Sender(new SmtpTransport(Local(port), bench.Clock)).SendDueAsync(Ct);

        Assert.Equal((0, 1, 0), (summary.Sent, summary.Retrying, summary.Failed));
        Assert.Contains("连接失败", summary.ServerProblem, StringComparison.Ordinal);
        await using var db = bench.Open();
        Assert.All(db.OutboxMails.ToList(), m => Assert.Equal((MailStatus.Pending, null), (m.Status, m.Claim)));
    }

    internal static readonly MailSettings OneConnection = new() { From = "noreply@checklists.example", Connections = 1 };

    internal static SmtpTransport Smtp(OutboxBench bench, FaultSmtpServer server, TimeSpan? answerLimit = null) =>
        new(Local(server.Port) with { AnswerLimit = answerLimit ?? TimeSpan.FromSeconds(30) }, bench.Clock);

    internal static SmtpServer Local(int port) => new() { Host = "127.0.0.1", Port = port, Tls = SmtpTls.None };
}
