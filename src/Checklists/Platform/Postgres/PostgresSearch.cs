using System.Globalization;
using System.Text.RegularExpressions;

namespace Checklists.Platform.Postgres;

/// <summary>Where PostgreSQL's programs are looked for.</summary>
/// <param name="BinDirectories">Folders in order of preference; those without the programs are passed over.</param>
public sealed partial record PostgresSearch(IReadOnlyList<string> BinDirectories)
{
    /// <summary>
    /// The places of this machine: PATH with links resolved, then the system's own packages (newest first),
    /// then the npm package in the working directory, beside the program, or above either.
    /// </summary>
    public static PostgresSearch OfThisMachine()
    {
        IEnumerable<string> places = [.. OnPath(), .. Installed(), .. FromNpm()];
        return new PostgresSearch(places.Where(HasPrograms).Distinct(StringComparer.Ordinal).ToList());
    }

    /// <summary>Whether the three programs that a cluster needs are in the folder.</summary>
    internal static bool HasPrograms(string directory) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(ProgramIn(directory, name)));

    /// <summary>The full path of a program in the folder, with the system's ending.</summary>
    internal static string ProgramIn(string directory, string name) =>
        Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static IEnumerable<string> OnPath()
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            var program = ProgramIn(directory, "pg_ctl");
            if (Path.IsPathRooted(directory) && File.Exists(program))
            {
                // A link such as /usr/local/bin/pg_ctl stands apart from initdb and its share folder.
                var real = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
                yield return Path.GetDirectoryName(real)!;
            }
        }
    }

    private static IEnumerable<string> Installed() =>
    [
        .. NewestFirst("/usr/lib/postgresql", "*", "bin"),
        .. NewestFirst("/usr", "pgsql-*", "bin"),
        .. NewestFirst("/opt/homebrew/opt", "postgresql*", "bin"),
        .. NewestFirst("/usr/local/opt", "postgresql*", "bin"),
        .. NewestFirst("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
        .. NewestFirst(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*", "bin"),
    ];

    private static IEnumerable<string> NewestFirst(string parent, string pattern, string below) =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent, pattern).OrderByDescending(VersionIn).Select(directory => Path.Combine(directory, below))
            : [];

    private static double VersionIn(string directory) =>
        double.TryParse(Number().Match(Path.GetFileName(directory)).Value, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static IEnumerable<string> FromNpm() =>
        new[] { Environment.CurrentDirectory, AppContext.BaseDirectory }.SelectMany(UpToRoot).Select(EmbeddedPackage.BinDirectory);

    private static IEnumerable<string> UpToRoot(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
