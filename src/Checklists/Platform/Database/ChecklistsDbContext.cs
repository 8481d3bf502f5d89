using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Mailing;
using Checklists.Matching;
using Checklists.Rectification;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Submissions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Platform.Database;

/// <summary>The one schema of the service. The workflow runtime's own tables stand beside it and are not mapped here.</summary>
public sealed class ChecklistsDbContext(DbContextOptions<ChecklistsDbContext> options)
    : IdentityUserContext<Account, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Region> Regions => Set<Region>();
    public DbSet<RegionContact> RegionContacts => Set<RegionContact>();
    public DbSet<CatalogueRecord> Catalogues => Set<CatalogueRecord>();
    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<SubmittedLine> Lines => Set<SubmittedLine>();
    public DbSet<LineVerdict> Verdicts => Set<LineVerdict>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<RectificationCase> RectificationCases => Set<RectificationCase>();
    public DbSet<ComplianceRun> ComplianceRuns => Set<ComplianceRun>();
    public DbSet<TownshipRun> TownshipRuns => Set<TownshipRun>();
    public DbSet<VillageRun> VillageRuns => Set<VillageRun>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();
    public DbSet<OutboxAttachment> OutboxAttachments => Set<OutboxAttachment>();
    public DbSet<MailAttempt> MailAttempts => Set<MailAttempt>();
    public DbSet<MailReceipt> MailReceipts => Set<MailReceipt>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();
    public DbSet<PersonalToken> PersonalTokens => Set<PersonalToken>();

    /// <inheritdoc/>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Region>(e =>
        {
            e.HasKey(x => x.Code);
            e.Property(x => x.Code).HasMaxLength(12).IsFixedLength();
            e.HasIndex(x => x.ParentCode);
            e.HasOne<Region>().WithMany().HasForeignKey(x => x.ParentCode);
        });
        builder.Entity<RegionContact>(e =>
        {
            e.HasIndex(x => new { x.RegionCode, x.Address }).IsUnique();
            e.HasOne<Region>().WithMany().HasForeignKey(x => x.RegionCode);
        });
        builder.Entity<CatalogueRecord>(e =>
        {
            e.ToTable("catalogues");
            e.HasKey(x => x.Hash);
        });
        builder.Entity<StoredFile>().HasKey(x => x.Hash);
        MapSubmissions(builder);
        MapRuns(builder);
        MapMails(builder);
        builder.Entity<AuditEntry>(e =>
        {
            e.HasKey(x => x.Sequence);
            e.Property(x => x.Sequence).ValueGeneratedNever();
            e.HasIndex(x => x.Subject);
        });
        builder.Entity<IdempotentRequest>(e =>
        {
            e.HasKey(x => x.Key);
            e.HasIndex(x => x.CreatedAt);
        });
        builder.Entity<Account>().HasOne<Region>().WithMany().HasForeignKey(x => x.RegionCode);
        builder.Entity<PersonalToken>(e =>
        {
            e.HasKey(x => x.Hash);
            e.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
        });
    }

    private static void MapSubmissions(ModelBuilder builder)
    {
        builder.Entity<Submission>(e =>
        {
            // At most one standing list per village; 3 = Superseded.
            e.HasIndex(x => x.VillageCode).IsUnique().HasFilter("status <> 3").HasDatabaseName("ix_submissions_standing");
            // The same file sent again for the same village is recognised by its hash.
            e.HasIndex(x => new { x.VillageCode, x.FileHash });
            e.HasOne<Region>().WithMany().HasForeignKey(x => x.VillageCode);
            e.HasOne<StoredFile>().WithMany().HasForeignKey(x => x.FileHash);
        });
        builder.Entity<SubmittedLine>(e =>
        {
            e.ToTable("lines");
            e.HasIndex(x => new { x.SubmissionId, x.Number }).IsUnique();
            e.HasOne<Submission>().WithMany().HasForeignKey(x => x.SubmissionId);
        });
        builder.Entity<LineVerdict>(e =>
        {
            e.ToTable("verdicts");
            e.HasIndex(x => new { x.LineId, x.Sequence }).IsUnique();
            // P2: exactly one current verdict per line.
            e.HasIndex(x => x.LineId).IsUnique().HasFilter("is_current").HasDatabaseName("ix_verdicts_current");
            e.HasIndex(x => x.SubmissionId);
            e.Property(x => x.Details).HasColumnType("jsonb");
            e.HasOne<SubmittedLine>().WithMany().HasForeignKey(x => x.LineId);
            e.HasOne<CatalogueRecord>().WithMany().HasForeignKey(x => x.CatalogueHash);
        });
        builder.Entity<Review>(e =>
        {
            e.HasIndex(x => x.LineId).IsUnique().HasFilter("status = 0").HasDatabaseName("ix_reviews_open_line");
            e.HasIndex(x => new { x.TownshipCode, x.Status });
            e.HasIndex(x => x.SubmissionId);
            e.Property(x => x.Version).IsRowVersion();
            e.HasOne<SubmittedLine>().WithMany().HasForeignKey(x => x.LineId);
        });
        builder.Entity<RectificationCase>(e =>
        {
            e.HasIndex(x => x.LineId).IsUnique();
            e.HasIndex(x => x.SubmissionId);
            e.HasIndex(x => new { x.VillageCode, x.Status });
            e.HasOne<SubmittedLine>().WithMany().HasForeignKey(x => x.LineId);
        });
    }

    private static void MapRuns(ModelBuilder builder)
    {
        builder.Entity<ComplianceRun>(e =>
        {
            // P3: one run per county and ISO week.
            e.HasIndex(x => new { x.CountyCode, x.Week }).IsUnique();
            e.HasOne<Region>().WithMany().HasForeignKey(x => x.CountyCode);
            e.HasOne<CatalogueRecord>().WithMany().HasForeignKey(x => x.CatalogueHash);
        });
        builder.Entity<TownshipRun>(e =>
        {
            e.HasKey(x => new { x.RunId, x.TownshipCode });
            e.HasOne<ComplianceRun>().WithMany().HasForeignKey(x => x.RunId);
        });
        builder.Entity<VillageRun>(e =>
        {
            e.HasKey(x => new { x.RunId, x.VillageCode });
            e.HasOne<ComplianceRun>().WithMany().HasForeignKey(x => x.RunId);
        });
        builder.Entity<Certificate>(e =>
        {
            e.HasKey(x => x.Number);
            // P4: one certificate per village and week.
            e.HasIndex(x => new { x.VillageCode, x.Week }).IsUnique();
            e.HasOne<ComplianceRun>().WithMany().HasForeignKey(x => x.RunId);
            e.HasOne<Submission>().WithMany().HasForeignKey(x => x.SubmissionId);
            e.HasOne<StoredFile>().WithMany().HasForeignKey(x => x.FileHash);
        });
    }

    private static void MapMails(ModelBuilder builder)
    {
        builder.Entity<OutboxMail>(e =>
        {
            e.HasIndex(x => x.BusinessKey).IsUnique();
            e.HasIndex(x => x.MessageId).IsUnique();
            // The ledger of a region, newest first, and its weekly budget.
            e.HasIndex(x => new { x.RegionCode, x.CreatedAt });
            // The sender looks for due mails only; sent ones, nearly all of the table, stay out of its index.
            e.HasIndex(x => x.NextAttemptAt).HasFilter("status = 0");
        });
        builder.Entity<OutboxAttachment>(e =>
        {
            e.HasKey(x => new { x.MailId, x.Position });
            e.HasOne<OutboxMail>().WithMany().HasForeignKey(x => x.MailId);
            e.HasOne<StoredFile>().WithMany().HasForeignKey(x => x.FileHash);
        });
        builder.Entity<MailAttempt>(e =>
        {
            e.HasIndex(x => new { x.MailId, x.Number });
            e.HasOne<OutboxMail>().WithMany().HasForeignKey(x => x.MailId);
        });
        builder.Entity<MailReceipt>(e =>
        {
            e.HasKey(x => new { x.MailId, x.Address });
            e.HasOne<OutboxMail>().WithMany().HasForeignKey(x => x.MailId);
        });
    }
}
