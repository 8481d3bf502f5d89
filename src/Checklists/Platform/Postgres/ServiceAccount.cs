using System.Diagnostics;

namespace Checklists.Platform.Postgres;

/// <summary>
/// The account that PostgreSQL's programs run under. They refuse to run as root, so root hands them to another account;
/// everybody else runs them as themselves.
/// </summary>
internal sealed class ServiceAccount
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    // Walks down the path as the account and prints the first directory that it cannot enter.
    private const string WalkScript = """
        set -f; IFS=/; at=
        for part in $1; do
          [ -n "$part" ] || continue
          at="$at/$part"
          [ -x "$at" ] || { printf %s "$at"; exit 1; }
        done
        """;

    private ServiceAccount(string? name) => Name = name;

    /// <summary>The other account's name; null when the programs run as this process does.</summary>
    public string? Name { get; }

    /// <summary>The account for this process: itself, or for root the first of postgres and nobody that exists.</summary>
    /// <exception cref="PostgresStartException">This is root and neither account exists.</exception>
    public static ServiceAccount ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServiceAccount(null);
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var name = Candidates.FirstOrDefault(known.Contains)
            ?? throw new PostgresStartException(
                "以 root 运行时，PostgreSQL 须用另一个账号运行，但本机没有 postgres 或 nobody 账号。请建立账号（useradd --system postgres），或改用普通账号运行。",
                "Running as root, and neither account postgres nor nobody exists.");
        return new ServiceAccount(name);
    }

    /// <summary>Runs a program under this account to its end.</summary>
    /// <param name="program">Full path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="workingDirectory">A directory that the account can enter.</param>
    /// <param name="clusterDirectory">Value of PGDATA; null leaves it unset.</param>
    /// <param name="cancellationToken">Stops the wait and the program.</param>
    public Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, string workingDirectory, string? clusterDirectory, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingDirectory };
        if (Name is not null)
        {
            start.UserName = Name;
        }

        // Whatever PGHOST, PGPORT, PGOPTIONS … the user has for other servers must not reach this one.
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        if (clusterDirectory is not null)
        {
            start.Environment["PGDATA"] = clusterDirectory;
        }

        return CommandResult.RunAsync(start, cancellationToken);
    }

    /// <summary>The first directory on the way to <paramref name="directory"/> that this account cannot enter; null when it gets there.</summary>
    public async Task<string?> FirstBarrierAsync(string directory, CancellationToken cancellationToken)
    {
        if (Name is null)
        {
            return null;
        }

        var walk = await RunAsync("/bin/sh", ["-c", WalkScript, "sh", directory], "/", null, cancellationToken);
        return walk.ExitCode switch
        {
            0 => null,
            1 => walk.Output,
            _ => throw PostgresStartException.Failed($"以账号 {Name} 运行程序", $"Cannot run programs as {Name}", walk.Output),
        };
    }

    /// <summary>Makes this account the owner of the directory and of all that is in it. Only root does anything here.</summary>
    public async Task TakeOverAsync(string directory, CancellationToken cancellationToken)
    {
        if (Name is null)
        {
            return;
        }

        var chown = await CommandResult.RunAsync(new ProcessStartInfo("chown", ["-R", Name + ":", directory]), cancellationToken);
        if (!chown.Succeeded)
        {
            throw PostgresStartException.Failed($"把 {directory} 交给账号 {Name}", $"chown {directory} to {Name}", chown.Output);
        }
    }
}
