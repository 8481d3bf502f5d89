using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Checklists.Server.Web;

/// <summary>Addresses of static files that change with their content, so that browsers may keep them for good.</summary>
public static class Asset
{
    private static readonly ConcurrentDictionary<string, string> Urls = new(StringComparer.Ordinal);

    /// <summary>The address of a file below <c>wwwroot</c>.</summary>
    public static string Url(string path) => Urls.GetOrAdd(path, static p =>
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "wwwroot", p.TrimStart('/')));
        return $"{p}?v={Convert.ToHexStringLower(SHA256.HashData(file))[..12]}";
    });
}
