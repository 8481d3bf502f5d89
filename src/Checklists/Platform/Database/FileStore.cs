using System.Security.Cryptography;
using Npgsql;

namespace Checklists.Platform.Database;

/// <summary>Keeps files by their content, within the transaction of what refers to them.</summary>
public static class FileStore
{
    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Stores the file unless the same bytes are there already.</summary>
    /// <returns>Its hash.</returns>
    public static async Task<string> PutAsync(
        NpgsqlTransaction transaction, byte[] content, string contentType, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = HashOf(content);
        await using var command = new NpgsqlCommand(
            """
            insert into stored_files (hash, content_type, content, stored_at) values ($1, $2, $3, $4)
            on conflict (hash) do nothing
            """,
            transaction.Connection,
            transaction)
        {
            Parameters =
            {
                new() { Value = hash },
                new() { Value = contentType },
                new() { Value = content },
                new() { Value = now.ToUniversalTime() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return hash;
    }
}
