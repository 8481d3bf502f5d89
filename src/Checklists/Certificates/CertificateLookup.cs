using System.Text;
using Checklists.Identity;
using Checklists.Platform.Database;
using Checklists.Regions;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Certificates;

/// <summary>A certificate with the names of its regions.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Village">Its village.</param>
public sealed record IssuedCertificate(Certificate Certificate, Region Village);

/// <summary>What anybody may learn of a certificate by its number: nothing personal, nothing of the lines.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="FullName">County, township and village.</param>
/// <param name="CatalogueName">The list that was applied.</param>
/// <param name="CatalogueVersion">Its version.</param>
/// <param name="CutOff">核对截止时点.</param>
public sealed record VerifiedCertificate(
    Certificate Certificate, string FullName, string CatalogueName, string CatalogueVersion, DateTimeOffset CutOff);

/// <summary>Reads issued certificates.</summary>
public sealed class CertificateLookup(ChecklistsDbContext db)
{
    private const int NumberLimit = 64;

    /// <summary>
    /// A number as a person typed it, in the form it is kept in: full-width letters and digits become half-width, letters upper case,
    /// dashes of any kind the plain one, blanks go. <c>null</c> when nothing is left or it cannot be a number.
    /// </summary>
    public static string? Normalise(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > NumberLimit * 2)
        {
            return null;
        }

        var plain = new string([.. typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)).Select(c => "‐‑‒–—―−－﹣".Contains(c) ? '-' : char.ToUpperInvariant(c))]);
        return plain.Length is > 0 and <= NumberLimit && plain.All(c => c is '-' || char.IsAsciiLetterOrDigit(c)) ? plain : null;
    }

    /// <summary>The public facts of a certificate; <c>null</c> when the number was never issued.</summary>
    public async Task<VerifiedCertificate?> VerifyAsync(string? typedNumber, CancellationToken ct)
    {
        if (Normalise(typedNumber) is not { } number)
        {
            return null;
        }

        return await (
            from c in db.Certificates.AsNoTracking()
            where c.Number == number
            join run in db.ComplianceRuns.AsNoTracking() on c.RunId equals run.Id
            join list in db.Catalogues.AsNoTracking() on c.CatalogueHash equals list.Hash
            join village in db.Regions.AsNoTracking() on c.VillageCode equals village.Code
            join township in db.Regions.AsNoTracking() on village.ParentCode equals township.Code
            join county in db.Regions.AsNoTracking() on township.ParentCode equals county.Code
            select new VerifiedCertificate(c, county.Name + township.Name + village.Name, list.Name, list.Version, run.CutOff))
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Certificates of a region, newest week first, villages by code.</summary>
    /// <param name="regionCode">County, township or village.</param>
    /// <param name="week">Only this ISO week; <c>null</c> for all.</param>
    /// <param name="skip">How many to leave out from the start.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IssuedCertificate>> OfRegionAsync(string regionCode, string? week, int skip, int take, CancellationToken ct)
    {
        var prefix = AccessRules.ScopePrefix(regionCode);
        return await (
            from c in db.Certificates.AsNoTracking()
            where c.VillageCode.StartsWith(prefix) && (week == null || c.Week == week)
            join v in db.Regions.AsNoTracking() on c.VillageCode equals v.Code
            orderby c.Week descending, c.VillageCode
            select new IssuedCertificate(c, v)).Skip(skip).Take(take).ToListAsync(ct);
    }

    /// <summary>A certificate and its PDF; <c>null</c> when the number was never issued.</summary>
    public async Task<(Certificate Certificate, byte[] Pdf)?> PdfAsync(string number, CancellationToken ct)
    {
        var found = await db.Certificates.AsNoTracking().Where(c => c.Number == number)
            .Join(db.StoredFiles.AsNoTracking(), c => c.FileHash, f => f.Hash, (c, f) => new { c, f.Content })
            .SingleOrDefaultAsync(ct);
        return found is null ? null : (found.c, found.Content);
    }
}
