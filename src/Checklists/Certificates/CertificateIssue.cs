using Checklists.Catalogue;
using Checklists.Compliance;
using Checklists.Mailing;
using Checklists.Matching;
using Checklists.Platform.Database;
using Checklists.Platform.Settings;
using Checklists.Regions;
using Checklists.Submissions;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Certificates;

/// <summary>A village's part of a run as it was written.</summary>
/// <param name="Village">The village.</param>
/// <param name="Certificate">Its certificate; <c>null</c> stands for 待提交.</param>
/// <param name="Counts">Lines by verdict, indexed by verdict kind.</param>
/// <param name="Open">Lines that wait for a person.</param>
public sealed record IssuedVillage(Region Village, Certificate? Certificate, int[] Counts, int Open)
{
    /// <summary>The counts by verdict.</summary>
    public IReadOnlyDictionary<VerdictKind, int> CountsByVerdict =>
        Enum.GetValues<VerdictKind>().ToDictionary(v => v, v => Counts[(int)v]);

    /// <summary>The PDF as it goes with the township's mail.</summary>
    public DraftAttachment? Attachment =>
        Certificate is null ? null : new DraftAttachment(Certificate.FileName, CertificateIssue.Pdf, Certificate.FileHash);
}

/// <summary>Issues the certificates of one township within the transaction of its part of the run.</summary>
internal sealed class CertificateIssue(
    ChecklistsDbContext db,
    NpgsqlTransaction transaction,
    ICertificateRenderer renderer,
    ChecklistsSettings settings,
    RegionTree tree,
    CatalogueVersion catalogue,
    ComplianceRun run,
    TimeProvider clock)
{
    public const string Pdf = "application/pdf";

    private readonly DateTimeOffset now = clock.GetUtcNow();
    private readonly IsoWeek week = IsoWeek.Parse(run.Week);

    private CertificateBasis Basis =>
        new(catalogue.Name, catalogue.Version, catalogue.EffectiveFrom, catalogue.Hash, catalogue.IsSample);

    /// <summary>Issues the village's certificate, or records that its list is still to come.</summary>
    public async Task<IssuedVillage> IssueAsync(Region village, Region township, CancellationToken cancellationToken)
    {
        var submission = await db.Submissions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.VillageCode == village.Code && s.Status != SubmissionStatus.Superseded, cancellationToken);
        var counts = new int[Enum.GetValues<VerdictKind>().Length];
        if (submission is null)
        {
            db.VillageRuns.Add(new VillageRun { RunId = run.Id, VillageCode = village.Code, Counts = counts, Open = 0 });
            return new IssuedVillage(village, null, counts, 0);
        }

        var lines = await LinesAsync(submission.Id, cancellationToken);
        foreach (var line in lines)
        {
            counts[(int)line.Verdict.Verdict]++;
        }

        var open = lines.Count(l => !l.Verdict.Auto);
        var certificate = await WriteAsync(village, township, submission, lines, counts, open, cancellationToken);
        db.VillageRuns.Add(new VillageRun
        {
            RunId = run.Id,
            VillageCode = village.Code,
            SubmissionId = submission.Id,
            CertificateNumber = certificate.Number,
            Counts = counts,
            Open = open,
        });
        return new IssuedVillage(village, certificate, counts, open);
    }

    /// <summary>Draws the township's summary and stores it.</summary>
    public async Task<DraftAttachment> SummariseAsync(Region township, IReadOnlyList<IssuedVillage> villages, CancellationToken cancellationToken)
    {
        var pdf = renderer.Render(new TownshipSummaryDocument(
            tree.County.Name,
            township.Name,
            run.Week,
            Basis,
            InChina(run.CutOff),
            settings.Issuer,
            [.. villages.Select(v => new TownshipSummaryVillage(v.Village.Name, v.Certificate?.Number, v.CountsByVerdict, v.Open))]));
        var hash = await FileStore.PutAsync(transaction, pdf, Pdf, now, cancellationToken);
        return new DraftAttachment($"{township.Name}_周核对情况_{week.Chinese}.pdf", Pdf, hash);
    }

    private static DateTimeOffset InChina(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, ChecklistsSettings.TimeZone);

    private async Task<List<CheckedLine>> LinesAsync(Guid submissionId, CancellationToken cancellationToken) =>
        await (
            from line in db.Lines.AsNoTracking()
            join verdict in db.Verdicts.AsNoTracking() on line.Id equals verdict.LineId
            where line.SubmissionId == submissionId && verdict.IsCurrent
            orderby line.Number
            select new CheckedLine(line, verdict)).ToListAsync(cancellationToken);

    private async Task<Certificate> WriteAsync(
        Region village, Region township, Submission submission, List<CheckedLine> lines, int[] counts, int open, CancellationToken cancellationToken)
    {
        var number = CertificateNumber.New(week, village.Code);
        var pdf = renderer.Render(new CertificateDocument(
            number,
            tree.FullName(village),
            tree.FullName(township),
            run.Week,
            Basis,
            InChina(run.CutOff),
            DateOnly.FromDateTime(InChina(now).DateTime),
            settings.Issuer,
            ObjectionChannel: null,
            new Uri(settings.PublicUrl, $"/verify/{number}").ToString(),
            lines.ConvertAll(Row)));
        var hash = await FileStore.PutAsync(transaction, pdf, Pdf, now, cancellationToken);

        var newer = await SupersedeEarlierAsync(village.Code, number, cancellationToken);
        var certificate = new Certificate
        {
            Number = number,
            RunId = run.Id,
            VillageCode = village.Code,
            SubmissionId = submission.Id,
            Week = run.Week,
            CatalogueHash = catalogue.Hash,
            FileHash = hash,
            FileName = $"{township.Name}{village.Name}_核对情况告知单_{week.Chinese}.pdf",
            Counts = counts,
            Open = open,
            IssuedAt = now,
            Status = newer is null ? CertificateStatus.Valid : CertificateStatus.Superseded,
            SupersededBy = newer,
        };
        db.Certificates.Add(certificate);
        await db.SaveChangesAsync(cancellationToken);
        return certificate;
    }

    // A late run of an earlier week comes after the newer certificate: that one stands, and the late one points to it.
    private async Task<string?> SupersedeEarlierAsync(string villageCode, string number, CancellationToken cancellationToken)
    {
        var valid = await db.Certificates
            .Where(c => c.VillageCode == villageCode && c.Status == CertificateStatus.Valid)
            .ToListAsync(cancellationToken);
        foreach (var earlier in valid.Where(c => IsoWeek.Parse(c.Week) < week))
        {
            earlier.Status = CertificateStatus.Superseded;
            earlier.SupersededBy = number;
        }

        return valid.Find(c => IsoWeek.Parse(c.Week) > week)?.Number;
    }

    private CertificateLine Row(CheckedLine checkedLine)
    {
        var (line, verdict) = checkedLine;
        var items = verdict.Codes.Select(catalogue.Find).OfType<CatalogueItem>().ToList();
        var conditions = string.Join('；', items.Select(i => i.Conditions).Where(c => c.Length > 0).Distinct());
        return new CertificateLine(
            line.Number,
            line.Text,
            line.Kind,
            line.Issuer,
            verdict.Verdict,
            verdict.Finding,
            verdict.Stage,
            Open: !verdict.Auto || verdict.Verdict == VerdictKind.Prohibited,
            [.. items.Select(i => new CitedItem(i.Code, i.Title))],
            verdict.Verdict is VerdictKind.Primary or VerdictKind.Assisting && conditions.Length > 0 ? conditions : null);
    }

    private sealed record CheckedLine(SubmittedLine Line, LineVerdict Verdict);
}
