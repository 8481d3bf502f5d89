using System.Globalization;
using System.Text.RegularExpressions;

namespace Checklists.Platform.Postgres;

/// <summary>One set of PostgreSQL programs that the service account can run.</summary>
/// <param name="BinDirectory">The folder that holds them.</param>
/// <param name="Major">The major version, such as 15.</param>
internal sealed partial record PostgresInstallation(string BinDirectory, int Major)
{
    /// <summary>The oldest version that the database layer supports.</summary>
    public const int MinimumMajor = 14;

    /// <summary>The full path of one of the programs.</summary>
    public string Program(string name) => PostgresSearch.ProgramIn(BinDirectory, name);

    /// <summary>Finds the first installation that the account can run and that fits the cluster.</summary>
    /// <param name="search">Where to look.</param>
    /// <param name="account">Who will run the programs.</param>
    /// <param name="cluster">The cluster: an existing one can only be opened by the major version that made it.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="PostgresMissingException">Nothing fits.</exception>
    public static async Task<PostgresInstallation> FindAsync(
        PostgresSearch search, ServiceAccount account, ClusterDirectory cluster, CancellationToken cancellationToken)
    {
        var needed = cluster.Major();
        var rejected = new List<string>();
        foreach (var directory in search.BinDirectories)
        {
            var (major, reason) = await ProbeAsync(directory, account, cancellationToken);
            if (major >= MinimumMajor && (needed is null || major == needed))
            {
                return new PostgresInstallation(directory, major);
            }

            rejected.Add($"{directory}：{reason ?? $"PostgreSQL {major}"}");
        }

        throw needed is null
            ? PostgresMissingException.NothingUsable(rejected)
            : PostgresMissingException.WrongVersion(needed.Value, cluster.Cluster, rejected);
    }

    private static async Task<(int Major, string? Reason)> ProbeAsync(
        string directory, ServiceAccount account, CancellationToken cancellationToken)
    {
        try
        {
            EmbeddedPackage.LinkLibraries(directory);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return (0, cause.Message);
        }

        var answer = await account.RunAsync(
            PostgresSearch.ProgramIn(directory, "postgres"), ["--version"], Path.GetPathRoot(directory)!, null, cancellationToken);
        var version = VersionLine().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? (int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture), null)
            : (0, answer.Output.Trim());
    }

    [GeneratedRegex(@"PostgreSQL\) (\d+)")]
    private static partial Regex VersionLine();
}
