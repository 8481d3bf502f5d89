namespace Checklists.Platform.Postgres;

/// <summary>PostgreSQL is there, but the private cluster could not be made, started or reached.</summary>
public sealed class PostgresStartException : StartRefusedException
{
    internal PostgresStartException(string message, string detail, Exception? inner = null)
        : base(message, detail, DependencyDown, inner)
    {
    }

    /// <summary>A PostgreSQL program failed; <paramref name="output"/> is what it said.</summary>
    internal static PostgresStartException Failed(string chineseStep, string detail, string output)
    {
        var said = output.Trim();
        var remedy = said.Contains("No space left on device", StringComparison.Ordinal)
            ? "磁盘已满，请腾出空间后重试。"
            : "请按下面 PostgreSQL 的原话处理后重试。";
        return new PostgresStartException($"{chineseStep}没有成功。{remedy}\n{said}", $"{detail}: {said}");
    }
}
