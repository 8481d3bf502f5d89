using Npgsql;
using NpgsqlTypes;

namespace Checklists.Mailing;

/// <summary>The outbox as its senders see it: claims, attachments, outcomes. Set-based SQL, because a backlog is drained here.</summary>
internal sealed class OutboxStore(NpgsqlDataSource database)
{
    private const string ClaimSql = """
        with due as (
            select id from outbox_mails
            where status = 0 and next_attempt_at <= @now
            order by next_attempt_at, id
            limit @count
            for update skip locked)
        update outbox_mails m set claim = @claim, next_attempt_at = @until
        from due where m.id = due.id
        returning m.id, m.kind, m.message_id, m.recipients,
            coalesce((select array_agg(r.address) from mail_receipts r where r.mail_id = m.id), '{}'::text[]),
            exists (select from mail_receipts r where r.mail_id = m.id and r.status = 0),
            exists (select from mail_receipts r where r.mail_id = m.id and r.status <> 0),
            m.subject, m.text_body, m.html_body, m.attempts, m.created_at, m.first_attempt_at
        """;

    private const string FinishSql = """
        with held as (
            update outbox_mails set
                status = @status, attempts = attempts + 1, claim = null,
                first_attempt_at = coalesce(first_attempt_at, @at),
                next_attempt_at = @next, server_answer = @answer, failed_stage = @failed,
                sent_at = case when @sent then coalesce(sent_at, @at) else sent_at end
            where id = @id and claim = @claim
            returning id),
        attempt as (
            insert into mail_attempts (mail_id, number, at, stage, outcome, answer, via)
            select @id, @number, @at, @stage, @outcome, @answer, @via),
        receipts as (
            insert into mail_receipts (mail_id, address, status, answer, at)
            select @id, r.address, r.status, r.answer, @at
            from unnest(@addresses, @receipts, @answers) as r (address, status, answer)
            on conflict (mail_id, address) do nothing)
        select count(*) from held
        """;

    /// <summary>Takes due mails; nobody else gets them until <paramref name="until"/>.</summary>
    public async Task<IReadOnlyList<DueMail>> ClaimAsync(Guid claim, int count, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = database.CreateCommand(ClaimSql);
        command.Parameters.AddWithValue("claim", claim);
        command.Parameters.AddWithValue("count", count);
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        command.Parameters.AddWithValue("until", until.ToUniversalTime());
        var mails = new List<DueMail>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            mails.Add(new DueMail(
                row.GetGuid(0),
                row.GetString(1),
                row.GetString(2),
                row.GetFieldValue<string[]>(3),
                row.GetFieldValue<string[]>(4),
                row.GetBoolean(5),
                row.GetBoolean(6),
                row.GetString(7),
                row.GetString(8),
                row.GetString(9),
                row.GetInt32(10),
                row.GetFieldValue<DateTimeOffset>(11),
                row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12)));
        }

        return mails;
    }

    /// <summary>Loads a mail's files, in order.</summary>
    public async Task<IReadOnlyList<AttachedFile>> FilesAsync(Guid mail, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            select a.file_name, a.content_type, f.content
            from outbox_attachments a join stored_files f on f.hash = a.file_hash
            where a.mail_id = @mail order by a.position
            """);
        command.Parameters.AddWithValue("mail", mail);
        var files = new List<AttachedFile>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            files.Add(new AttachedFile(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
        }

        return files;
    }

    /// <summary>Gives claimed mails back without an attempt.</summary>
    public async Task ReleaseAsync(Guid claim, IReadOnlyList<Guid> mails, DateTimeOffset due, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "update outbox_mails set claim = null, next_attempt_at = @due where claim = @claim and status = 0 and id = any(@mails)");
        command.Parameters.AddWithValue("claim", claim);
        command.Parameters.AddWithValue("due", due.ToUniversalTime());
        command.Parameters.AddWithValue("mails", mails.ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes what came of an attempt: mail, ledger and settled recipients in one statement.</summary>
    /// <returns><c>false</c> when the claim had run out: the attempt stands in the ledger, the mail is left to its new holder.</returns>
    public async Task<bool> FinishAsync(Guid claim, DueMail mail, AttemptOutcome outcome, string via, CancellationToken ct)
    {
        await using var command = database.CreateCommand(FinishSql);
        var p = command.Parameters;
        p.AddWithValue("id", mail.Id);
        p.AddWithValue("claim", claim);
        p.AddWithValue("status", (int)outcome.Status);
        p.AddWithValue("at", outcome.At.ToUniversalTime());
        p.AddWithValue("next", (outcome.Next ?? outcome.At).ToUniversalTime());
        p.AddWithValue("answer", outcome.Answer);
        p.Add(new NpgsqlParameter("failed", NpgsqlDbType.Integer) { Value = outcome.FailedStage is { } stage ? (int)stage : DBNull.Value });
        p.AddWithValue("sent", outcome.Receipts.Any(r => r.Status == ReceiptStatus.Accepted));
        p.AddWithValue("number", mail.Attempts + 1);
        p.AddWithValue("stage", (int)outcome.Stage);
        p.AddWithValue("outcome", (int)outcome.Outcome);
        p.AddWithValue("via", via);
        p.AddWithValue("addresses", outcome.Receipts.Select(r => r.Address).ToArray());
        p.AddWithValue("receipts", outcome.Receipts.Select(r => (int)r.Status).ToArray());
        p.AddWithValue("answers", outcome.Receipts.Select(r => r.Answer).ToArray());
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    /// <summary>Makes mails due again that failed because of the server or the settings, not of themselves.</summary>
    public async Task<int> ReviveAsync(DateTimeOffset failedSince, DateTimeOffset due, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            update outbox_mails set status = 0, next_attempt_at = @due, first_attempt_at = null
            where status in (2, 3) and failed_stage = any(@stages)
              and next_attempt_at >= @since and cardinality(recipients) > 0
              and exists (select from unnest(recipients) a where not exists (select from mail_receipts r where r.mail_id = id and r.address = a))
            """);
        command.Parameters.AddWithValue("due", due.ToUniversalTime());
        command.Parameters.AddWithValue("since", failedSince.ToUniversalTime());
        command.Parameters.AddWithValue("stages", new[] { (int)DeliveryStage.Connect, (int)DeliveryStage.Tls, (int)DeliveryStage.Authenticate, (int)DeliveryStage.Store });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
