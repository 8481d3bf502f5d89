using Checklists.Platform.Settings;
using Npgsql;

namespace Checklists.Server.Cli;

/// <summary>What the demo found in its directory.</summary>
public enum DemoState
{
    /// <summary>Nothing, or a finished demo, which was cleared away.</summary>
    Fresh,

    /// <summary>A demo that was interrupted: it is finished now.</summary>
    Resumed,
}

/// <summary>
/// The directory of a demo. A finished demo in it is replaced by a fresh one, an interrupted one is finished, and anything that no
/// demo has made is never touched.
/// </summary>
public sealed class DemoDirectory : IDisposable
{
    private readonly ChecklistsSettings settings;
    private readonly FileStream claim;

    private DemoDirectory(ChecklistsSettings settings, FileStream claim)
    {
        this.settings = settings;
        this.claim = claim;
    }

    private string Marker => Path.Combine(settings.DataDirectory, "demo-state.txt");

    private string Mails => Path.Combine(settings.DataDirectory, "mail");

    /// <summary>Takes the directory for this process.</summary>
    /// <exception cref="BadInputException">Another demo uses it, or it cannot be written.</exception>
    public static DemoDirectory Claim(ChecklistsSettings settings)
    {
        try
        {
            Directory.CreateDirectory(settings.DataDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"目录 {settings.DataDirectory} 不能写入：{exception.Message}。请检查权限和磁盘空间，或用 --data 换一个目录。");
        }

        try
        {
            var file = new FileStream(
                Path.Combine(settings.DataDirectory, "demo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DemoDirectory(settings, file);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new BadInputException($"目录 {settings.DataDirectory} 不能写入：{exception.Message}。请检查权限，或用 --data 换一个目录。");
        }
        catch (IOException)
        {
            throw new BadInputException($"另一个示例正在使用 {settings.DataDirectory}。请先停止它，或用 --data 换一个目录。");
        }
    }

    /// <summary>Makes the database ready: empty for a fresh demo, as it is for an interrupted one.</summary>
    /// <exception cref="BadInputException">The database holds data that no demo has made.</exception>
    public async Task<DemoState> PrepareAsync(string connectionString, CancellationToken cancellationToken)
    {
        var marker = File.Exists(Marker) ? await File.ReadAllTextAsync(Marker, cancellationToken) : null;
        if (marker == "started")
        {
            return DemoState.Resumed;
        }

        await using var database = NpgsqlDataSource.Create(connectionString);
        if (marker is null && await HoldsDataAsync(database, cancellationToken))
        {
            throw new BadInputException(
                $"{settings.DataDirectory} 的数据库里已有数据，不是示例留下的，没有改动它。请用 --data 换一个目录，或换一个数据库。");
        }

        await using var clear = database.CreateCommand("drop schema if exists hangfire cascade; drop schema public cascade; create schema public;");
        await clear.ExecuteNonQueryAsync(cancellationToken);
        if (marker is not null && Directory.Exists(Mails))
        {
            Directory.Delete(Mails, recursive: true);
        }

        await File.WriteAllTextAsync(Marker, "started", cancellationToken);
        return DemoState.Fresh;
    }

    /// <summary>The demo is complete; the next one begins afresh.</summary>
    public void MarkComplete() => File.WriteAllText(Marker, "complete");

    /// <inheritdoc/>
    public void Dispose() => claim.Dispose();

    private static async Task<bool> HoldsDataAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select exists (select 1 from pg_tables where schemaname = 'public')");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
