using System.Diagnostics;
using System.Globalization;

namespace Checklists.Platform.Postgres;

/// <summary>The server process that a cluster's <c>postmaster.pid</c> names.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="Port">Its TCP port on the loopback address; null while it has not written it yet.</param>
internal sealed record Postmaster(int ProcessId, int? Port)
{
    private const int PortLine = 3;

    /// <summary>
    /// The running server of the cluster; null when there is none. A file left by a server that was killed, whose number now
    /// belongs to a different program (common after a container restarts), is removed: PostgreSQL would refuse to start over it.
    /// </summary>
    /// <param name="cluster">PGDATA. Nobody else may be starting it.</param>
    public static Postmaster? Of(string cluster)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(file))
        {
            return null;
        }

        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId))
        {
            File.Delete(file);
            return null;
        }

        switch (Look(processId, cluster))
        {
            case Found.Server:
                return new Postmaster(processId, PortIn(lines));
            case Found.Stranger:
                File.Delete(file);
                return null;
            default:
                // PostgreSQL itself still needs the file, to see whether the dead server left children behind.
                return null;
        }
    }

    private enum Found
    {
        Nothing,
        Server,
        Stranger,
    }

    private static int? PortIn(string[] lines) =>
        lines.Length > PortLine && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var port) ? port : null;

    private static Found Look(int processId, string cluster)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
            {
                return Found.Stranger;
            }

            // A server works in its own cluster directory; another cluster's server is a stranger too.
            var workingDirectory = OperatingSystem.IsLinux()
                ? Directory.ResolveLinkTarget($"/proc/{processId}/cwd", returnFinalTarget: false)?.FullName
                : null;
            return workingDirectory is null || SameDirectory(workingDirectory, cluster) ? Found.Server : Found.Stranger;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            // A dead process that nobody has reaped (in a container, perhaps never) still counts as alive for PostgreSQL.
            return Directory.Exists($"/proc/{processId}") ? Found.Stranger : Found.Nothing;
        }
        catch (UnauthorizedAccessException)
        {
            return Found.Server;
        }
    }

    // The kernel names the directory with its links resolved, so compare with a file that only this cluster has.
    private static bool SameDirectory(string workingDirectory, string cluster)
    {
        var there = Path.Combine(workingDirectory, "postmaster.pid");
        return File.Exists(there) && File.ReadAllText(there) == File.ReadAllText(Path.Combine(cluster, "postmaster.pid"));
    }
}
