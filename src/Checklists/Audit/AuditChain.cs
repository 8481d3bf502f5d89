using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Checklists.Audit;

/// <summary>How entries are chained and checked; pure.</summary>
public static class AuditChain
{
    /// <summary>What stands before the first entry.</summary>
    public static string Origin { get; } = new('0', 64);

    /// <summary>The entry that follows <paramref name="previousHash"/>.</summary>
    public static AuditEntry Next(
        long sequence, string previousHash, DateTimeOffset at, string actor, string action, string subject, string data)
    {
        // PostgreSQL keeps microseconds: hash what will be read back.
        var stored = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return new AuditEntry
        {
            Sequence = sequence,
            At = stored,
            Actor = actor,
            Action = action,
            Subject = subject,
            Data = data,
            PreviousHash = previousHash,
            Hash = HashOf(sequence, previousHash, stored, actor, action, subject, data),
        };
    }

    /// <summary>The sequence of the first entry that does not follow from the one before it; <c>null</c> when all do.</summary>
    public static long? FirstBroken(IEnumerable<AuditEntry> entries)
    {
        var expected = 1L;
        var previous = Origin;
        foreach (var entry in entries)
        {
            var hash = HashOf(entry.Sequence, entry.PreviousHash, entry.At, entry.Actor, entry.Action, entry.Subject, entry.Data);
            if (entry.Sequence != expected || entry.PreviousHash != previous || entry.Hash != hash)
            {
                return expected;
            }

            previous = entry.Hash;
            expected++;
        }

        return null;
    }

    // Each field is preceded by its length, so that text moved from one field into the next changes the hash.
    private static string HashOf(
        long sequence, string previousHash, DateTimeOffset at, string actor, string action, string subject, string data)
    {
        var text = new StringBuilder();
        foreach (var field in new[]
                 {
                     sequence.ToString(CultureInfo.InvariantCulture),
                     previousHash,
                     at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
                     actor,
                     action,
                     subject,
                     data,
                 })
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
