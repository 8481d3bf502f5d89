using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Checklists.Audit;
using Checklists.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Identity;

/// <summary>Personal tokens: made by their owner, shown once, kept as a hash, ended by their owner or by time.</summary>
public sealed class TokenRegister(ChecklistsDbContext db, AuditLog audit, TimeProvider clock)
{
    /// <summary>Longest life of a token, in days.</summary>
    public const int MaximumDays = 365;

    // A recognisable beginning lets secret scanners find a token that was published by mistake.
    private const string Beginning = "chk_";

    /// <summary>Makes a token of 256 random bits and returns it; only its hash is kept.</summary>
    /// <param name="owner">Whose rights it carries.</param>
    /// <param name="name">What it is for, 1 to 60 characters.</param>
    /// <param name="days">Life in days, 1 to <see cref="MaximumDays"/>.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> CreateAsync(Viewer owner, string name, int days, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaximumDays);
        var token = Beginning + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.PersonalTokens.Add(new PersonalToken
        {
            Hash = HashOf(token),
            AccountId = owner.AccountId,
            Name = name.Trim(),
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        });
        await audit.AppendAsync(db, owner.UserName, "token.created", owner.UserName, new { name = name.Trim(), days }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return token;
    }

    /// <summary>The owner's tokens, newest first.</summary>
    public async Task<IReadOnlyList<PersonalToken>> OfAsync(Viewer owner, CancellationToken ct) =>
        await db.PersonalTokens.AsNoTracking().Where(t => t.AccountId == owner.AccountId).OrderByDescending(t => t.CreatedAt).ToListAsync(ct);

    /// <summary>Ends one of the owner's tokens; <c>false</c> when it is not one of theirs.</summary>
    public async Task<bool> EndAsync(Viewer owner, string hash, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ended = await db.PersonalTokens.Where(t => t.AccountId == owner.AccountId && t.Hash == hash).ExecuteDeleteAsync(ct);
        if (ended == 0)
        {
            return false;
        }

        await audit.AppendAsync(db, owner.UserName, "token.ended", owner.UserName, new { hash = hash[..12] }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The account behind a token; <c>null</c> when it is unknown, has ended, or the account is switched off.</summary>
    public async Task<Account?> FindAsync(string token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!token.StartsWith(Beginning, StringComparison.Ordinal))
        {
            return null;
        }

        var hash = HashOf(token);
        var now = clock.GetUtcNow();
        return await db.PersonalTokens.AsNoTracking()
            .Where(t => t.Hash == hash && t.ExpiresAt > now)
            .Join(db.Users.AsNoTracking(), t => t.AccountId, a => a.Id, (_, a) => a)
            .Where(a => a.LockoutEnd == null || a.LockoutEnd != AccountRegister.SwitchedOff)
            .SingleOrDefaultAsync(ct);
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
