namespace Checklists.Platform.Postgres;

/// <summary>The data directory cannot be used: not writable, not reachable for the account that runs PostgreSQL, or damaged.</summary>
public sealed class DataDirectoryException : StartRefusedException
{
    private DataDirectoryException(string message, string detail, Exception? inner = null)
        : base(message, detail, BadInput, inner)
    {
    }

    internal static DataDirectoryException NotWritable(string directory, Exception cause) => new(
        $"数据目录 {directory} 不能写入：{cause.Message}\n请检查磁盘空间和目录权限，或用 --data 或 Checklists__DataDirectory 另选一个目录。",
        $"Data directory {directory} is not writable: {cause.Message}",
        cause);

    internal static DataDirectoryException Unreachable(string directory, string blocked, string account) => new(
        $"""
        数据目录 {directory} 对账号 {account} 不可达：{blocked} 不允许该账号进入。
        以 root 运行时，PostgreSQL 必须用另一个账号运行。请用 --data 或 Checklists__DataDirectory 另选目录，例如 /var/lib/checklists；
        或者允许进入：chmod o+x "{blocked}"
        """,
        $"Data directory {directory}: account {account} cannot enter {blocked}");

    internal static DataDirectoryException Damaged(string directory, string chineseReason, string detail) => new(
        $"数据目录 {directory} 中的数据库不完整：{chineseReason}\n请从备份恢复（./checklists restore），或用 --data 或 Checklists__DataDirectory 另选一个目录。",
        detail);
}
