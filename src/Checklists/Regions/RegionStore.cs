using Checklists.Audit;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Regions;

/// <summary>The region tree in the database.</summary>
public sealed class RegionStore(ChecklistsDatabase database, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// How long a tree that was read is used: a list's intake asks for it several times, and an import by another process, such as
    /// <c>import regions</c> beside a running service, must be seen without a restart.
    /// </summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private Reading? cached;

    /// <summary>The whole tree with its mail contacts, at most <see cref="Fresh"/> old.</summary>
    /// <exception cref="RegionsMissingException">None was imported yet.</exception>
    public async Task<RegionTree> TreeAsync(CancellationToken cancellationToken)
    {
        if (cached is { } reading && clock.GetElapsedTime(reading.At) < Fresh)
        {
            return reading.Tree;
        }

        var at = clock.GetTimestamp();

        await using var db = database.Open();
        var regions = await db.Regions.AsNoTracking().OrderBy(r => r.Code).ToListAsync(cancellationToken);
        if (regions.Count == 0)
        {
            throw new RegionsMissingException();
        }

        var contacts = await db.RegionContacts.AsNoTracking().ToListAsync(cancellationToken);
        var tree = new RegionTree(regions, contacts);
        cached = new Reading(tree, at);
        return tree;
    }

    /// <summary>Imports a tree whole: adds and renames; a region that the file lacks stays, because lists may refer to it.</summary>
    /// <returns>How many regions are new.</returns>
    public async Task<int> ImportAsync(RegionTree tree, string actor, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var existing = await db.Regions.ToDictionaryAsync(r => r.Code, cancellationToken);
        var added = 0;
        foreach (var region in tree.Regions)
        {
            if (existing.TryGetValue(region.Code, out var known))
            {
                known.Name = region.Name;
                known.IsSample = region.IsSample;
            }
            else
            {
                db.Regions.Add(region);
                added++;
            }
        }

        await db.RegionContacts.ExecuteDeleteAsync(cancellationToken);
        db.RegionContacts.AddRange(tree.Contacts);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            db, actor, "regions.imported", tree.County.Code, new { Regions = tree.Regions.Count, Added = added }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        cached = null;
        return added;
    }

    private sealed record Reading(RegionTree Tree, long At);
}

/// <summary>No regions were imported yet.</summary>
public sealed class RegionsMissingException()
    : Exception("尚未导入行政区划。请先执行 ./checklists import regions 区划文件.json。");
