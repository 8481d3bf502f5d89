using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Mailing;

/// <summary>Reads the mails of a region for its page.</summary>
public sealed class RegionMails(ChecklistsDbContext db)
{
    /// <summary>The newest mails that are for exactly this region.</summary>
    public async Task<IReadOnlyList<OutboxMail>> OfAsync(string regionCode, int take, CancellationToken ct) =>
        await db.OutboxMails.AsNoTracking().Where(m => m.RegionCode == regionCode).OrderByDescending(m => m.CreatedAt).Take(take).ToListAsync(ct);
}
