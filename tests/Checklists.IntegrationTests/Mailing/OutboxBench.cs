using System.Security.Cryptography;
using System.Text;
using Checklists.IntegrationTests.Platform;
using Checklists.Mailing;
using Checklists.Mailing.Transport;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Checklists.IntegrationTests.Mailing;

/// <summary>A database with an outbox, a clock that stands still, and senders to try on it.</summary>
internal sealed class OutboxBench : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlDataSource _source;
    private readonly List<IMailTransport> _transports = [];

    private OutboxBench(TestDatabase database)
    {
        _database = database;
        _source = NpgsqlDataSource.Create(database.ConnectionString);
    }

    public static readonly DateTimeOffset Friday = new(2026, 11, 20, 10, 5, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(Friday);

    public MailSettings Settings { get; init; } = new() { From = "示例县清单核对平台 <noreply@checklists.example>" };

    public static async Task<OutboxBench> CreateAsync(PostgresFixture postgres, CancellationToken ct, MailSettings? settings = null)
    {
        var database = await postgres.CreateDatabaseAsync("mailing", PrepareAsync, ct);
        return settings is null ? new OutboxBench(database) : new OutboxBench(database) { Settings = settings };
    }

    public OutboxSender Sender(IMailTransport transport)
    {
        _transports.Add(transport);
        // Random with a fixed seed is enough here: the tests use one sender per task.
        return new OutboxSender(_source, transport, Settings, Clock, new Random(1), NullLogger<OutboxSender>.Instance);
    }

    public ChecklistsDbContext Open() => new(OptionsOf(_database.ConnectionString));

    public async Task<OutboxMail> EnqueueAsync(MailDraft draft, CancellationToken ct)
    {
        await using var db = Open();
        var mail = (await new MailOutbox(Settings, Clock).EnqueueAsync(db, draft, ct)).Mail;
        await db.SaveChangesAsync(ct);
        return mail;
    }

    public async Task<OutboxMail> EnqueueAsync(string period, CancellationToken ct, params string[] recipients) =>
        await EnqueueAsync(Draft(period, recipients.Length == 0 ? ["dzb@checklists.example"] : recipients), ct);

    public static MailDraft Draft(string period, params string[] recipients) =>
        new(MailKinds.WeeklyDigest, "411723001000", period, recipients, new MailContent("示例主题 " + period, "正文\n第二行", "<p>正文</p>"), []);

    public async Task<DraftAttachment> StoreAsync(string name, byte[] content, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await using var db = Open();
        if (!await db.StoredFiles.AnyAsync(f => f.Hash == hash, ct))
        {
            db.StoredFiles.Add(new StoredFile { Hash = hash, ContentType = "application/pdf", Content = content, StoredAt = Clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }

        return new DraftAttachment(name, "application/pdf", hash);
    }

    public Task<DraftAttachment> StoreAsync(string name, string content, CancellationToken ct) => StoreAsync(name, Encoding.UTF8.GetBytes(content), ct);

    public async Task<OutboxMail> MailAsync(Guid id, CancellationToken ct)
    {
        await using var db = Open();
        return await db.OutboxMails.AsNoTracking().SingleAsync(m => m.Id == id, ct);
    }

    public async Task<IReadOnlyList<MailAttempt>> AttemptsAsync(Guid id, CancellationToken ct)
    {
        await using var db = Open();
        return await db.MailAttempts.AsNoTracking().Where(a => a.MailId == id).OrderBy(a => a.Number).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<MailReceipt>> ReceiptsAsync(Guid id, CancellationToken ct)
    {
        await using var db = Open();
        return await db.MailReceipts.AsNoTracking().Where(r => r.MailId == id).OrderBy(r => r.Address).ToListAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in _transports)
        {
            await transport.DisposeAsync();
        }

        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task PrepareAsync(string connectionString, CancellationToken ct)
    {
        await using var db = new ChecklistsDbContext(OptionsOf(connectionString));
        await db.Database.EnsureCreatedAsync(ct);
    }

    private static DbContextOptions<ChecklistsDbContext> OptionsOf(string connectionString) =>
        new DbContextOptionsBuilder<ChecklistsDbContext>().UseNpgsql(connectionString).UseSnakeCaseNamingConvention().Options;
}
