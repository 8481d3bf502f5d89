using System.Collections.Concurrent;
using System.Text;
using Checklists.Audit;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Checklists.Catalogue;

/// <summary>The versions of the provincial list in the database; parsed versions are kept in memory because they never change.</summary>
public sealed class CatalogueStore(ChecklistsDatabase database, AuditLog audit, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, CatalogueVersion> parsed = new();

    /// <summary>The list in force: the one activated last.</summary>
    /// <exception cref="CatalogueMissingException">None was imported yet.</exception>
    public async Task<CatalogueVersion> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var hash = await db.Catalogues
            .Where(c => c.ActivatedAt != null)
            .OrderByDescending(c => c.ActivatedAt)
            .Select(c => c.Hash)
            .FirstOrDefaultAsync(cancellationToken)
            ?? throw new CatalogueMissingException();
        return await ByHashAsync(hash, cancellationToken);
    }

    /// <summary>A version by its hash.</summary>
    /// <exception cref="InvalidOperationException">There is no such version: every verdict's version is kept, so this is a fault of the data.</exception>
    public async Task<CatalogueVersion> ByHashAsync(string hash, CancellationToken cancellationToken)
    {
        if (parsed.TryGetValue(hash, out var known))
        {
            return known;
        }

        await using var db = database.Open();
        var content = await db.Catalogues.Where(c => c.Hash == hash).Select(c => c.Content).SingleAsync(cancellationToken);
        using var stream = new MemoryStream(content);
        return parsed.GetOrAdd(hash, CatalogueFile.Read(stream));
    }

    /// <summary>Imports a version and puts it in force. The same content again changes nothing but which version is in force.</summary>
    /// <returns><c>false</c> when it was the list in force already.</returns>
    public async Task<bool> ActivateAsync(CatalogueVersion catalogue, string actor, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var inForce = await db.Catalogues
            .Where(c => c.ActivatedAt != null)
            .OrderByDescending(c => c.ActivatedAt)
            .Select(c => c.Hash)
            .FirstOrDefaultAsync(cancellationToken);
        if (inForce == catalogue.Hash)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var record = await db.Catalogues.SingleOrDefaultAsync(c => c.Hash == catalogue.Hash, cancellationToken);
        if (record is null)
        {
            record = new CatalogueRecord
            {
                Hash = catalogue.Hash,
                Name = catalogue.Name,
                Version = catalogue.Version,
                EffectiveFrom = catalogue.EffectiveFrom,
                Content = Encoding.UTF8.GetBytes(CatalogueFile.ToJson(catalogue)),
                ImportedAt = now,
            };
            db.Catalogues.Add(record);
        }

        record.ActivatedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            (NpgsqlTransaction)transaction.GetDbTransaction(),
            actor,
            "catalogue.activated",
            catalogue.Hash,
            new { catalogue.Name, catalogue.Version, Items = catalogue.Items.Count },
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>No provincial list was imported yet.</summary>
public sealed class CatalogueMissingException()
    : Exception("尚未导入省级清单。请先执行 ./checklists import catalogue 清单文件.json。");
