using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Checklists.IntegrationTests.Mailing;

public sealed class SeveralSendersTests(PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_senders_at_once_send_each_mail_exactly_once()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        await FillAsync(bench, 200);

        var summaries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct)));

        Assert.Equal(200, summaries.Sum(s => s.Sent));
        Assert.Equal(200, server.Messages.Count);
        Assert.Equal(200, server.Messages.Select(m => m.Mime.MessageId).Distinct().Count());
        Assert.InRange(server.Connections, 1, 12);
    }

    [Fact]
    public async Task A_mail_held_by_a_sender_that_died_is_taken_over_when_its_claim_runs_out()
    {
        await using var server = new FaultSmtpServer();
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var mail = await bench.EnqueueAsync("2026-W47", Ct);
        await using (var db = bench.Open())
        {
            // What a sender leaves behind that is killed between claim and delivery.
            await db.OutboxMails.ExecuteUpdateAsync(
                s => s.SetProperty(m => m.Claim, Guid.NewGuid()).SetProperty(m => m.NextAttemptAt, bench.Clock.GetUtcNow().AddMinutes(8)), Ct);
        }

        var sender = bench.Sender(SmtpFaultTests.Smtp(bench, server));
        var whileHeld = await sender.SendDueAsync(Ct);
        bench.Clock.Advance(TimeSpan.FromMinutes(9));
        var afterwards = await sender.SendDueAsync(Ct);

        Assert.Equal((0, 1), (whileHeld.Sent, afterwards.Sent));
        Assert.Equal(mail.MessageId, Assert.Single(server.Messages).Mime.MessageId);
    }

    [Fact]
    public async Task A_sender_that_is_stopped_gives_back_what_it_has_not_sent()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var taken = 0;
        await using var server = new FaultSmtpServer((at, _) =>
        {
            if (at == SmtpMoment.FinalDot && ++taken == 3)
            {
                stop.Cancel();
            }

            return null;
        });
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct, SmtpFaultTests.OneConnection);
        await FillAsync(bench, 10);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(stop.Token));
        var rest = await bench.Sender(SmtpFaultTests.Smtp(bench, server)).SendDueAsync(Ct);

        await using var db = bench.Open();
        Assert.All(await db.OutboxMails.ToListAsync(Ct), m => Assert.Equal(MailStatus.Sent, m.Status));
        Assert.InRange(rest.Sent, 7, 8);
        Assert.Equal(10, server.Messages.Select(m => m.Mime.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task One_business_has_one_mail_however_often_it_is_put_in()
    {
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var outbox = new MailOutbox(bench.Settings, bench.Clock);
        await using var db = bench.Open();

        var first = await outbox.EnqueueAsync(db, OutboxBench.Draft("2026-W47", "dzb@checklists.example"), Ct);
        var again = await outbox.EnqueueAsync(db, OutboxBench.Draft("2026-W47", "dzb@checklists.example"), Ct);
        await db.SaveChangesAsync(Ct);
        await using var other = bench.Open();
        var later = await outbox.EnqueueAsync(other, OutboxBench.Draft("2026-W47", "mz@checklists.example"), Ct);
        await other.SaveChangesAsync(Ct);

        Assert.Equal((true, false, false), (first.IsNew, again.IsNew, later.IsNew));
        Assert.Equal(first.Mail.Id, later.Mail.Id);
        Assert.Equal(1, await other.OutboxMails.CountAsync(Ct));
    }

    [Fact]
    public async Task Two_transactions_that_put_in_the_same_business_end_with_one_mail()
    {
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);
        var outbox = new MailOutbox(bench.Settings, bench.Clock);
        await using var one = bench.Open();
        await using var two = bench.Open();
        await outbox.EnqueueAsync(one, OutboxBench.Draft("2026-W47", "dzb@checklists.example"), Ct);
        await outbox.EnqueueAsync(two, OutboxBench.Draft("2026-W47", "dzb@checklists.example"), Ct);

        await one.SaveChangesAsync(Ct);
        await Assert.ThrowsAsync<DbUpdateException>(() => two.SaveChangesAsync(Ct));

        await using var db = bench.Open();
        Assert.Equal(1, await db.OutboxMails.CountAsync(Ct));
    }

    [Fact]
    public async Task A_mail_without_address_is_work_for_a_person_and_not_lost()
    {
        await using var bench = await OutboxBench.CreateAsync(postgres, Ct);

        var mail = await bench.EnqueueAsync(OutboxBench.Draft("2026-W47"), Ct);

        Assert.Equal(MailStatus.Failed, mail.Status);
        Assert.Contains("没有收件地址", mail.ServerAnswer, StringComparison.Ordinal);
    }

    private static async Task FillAsync(OutboxBench bench, int mails)
    {
        await using var db = bench.Open();
        var outbox = new MailOutbox(bench.Settings, bench.Clock);
        for (var i = 0; i < mails; i++)
        {
            await outbox.EnqueueAsync(db, OutboxBench.Draft("P" + i, "dzb@checklists.example"), Ct);
        }

        await db.SaveChangesAsync(Ct);
    }
}
