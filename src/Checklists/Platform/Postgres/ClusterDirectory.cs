using System.Globalization;
using System.Security.Cryptography;

namespace Checklists.Platform.Postgres;

/// <summary>
/// The files of the private cluster below the data directory. <c>postgres/</c> belongs to the account that runs PostgreSQL:
/// <c>cluster/</c> (its PGDATA), <c>password</c> and <c>server.log</c>. The two lock files beside it belong to the service.
/// </summary>
internal sealed class ClusterDirectory
{
    private const long LogLimit = 10 * 1024 * 1024;
    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static readonly int[] SharingViolations = [11, 35, unchecked((int)0x80070020)];

    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(20);

    public ClusterDirectory(string dataDirectory)
    {
        Data = Path.GetFullPath(dataDirectory);
        Home = Path.Combine(Data, "postgres");
        Cluster = Path.Combine(Home, "cluster");
        NewCluster = Path.Combine(Home, "cluster.new");
        PasswordFile = Path.Combine(Home, "password");
        Log = Path.Combine(Home, "server.log");
    }

    /// <summary>The data directory of the service.</summary>
    public string Data { get; }

    /// <summary>What PostgreSQL's account owns; the working directory of its programs.</summary>
    public string Home { get; }

    /// <summary>PGDATA.</summary>
    public string Cluster { get; }

    /// <summary>Where initdb works; renamed to <see cref="Cluster"/> when it is done, so that a half-made cluster is never opened.</summary>
    public string NewCluster { get; }

    /// <summary>The superuser's password, mode 0600.</summary>
    public string PasswordFile { get; }

    /// <summary>What PostgreSQL writes about itself.</summary>
    public string Log { get; }

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    /// <exception cref="DataDirectoryException">There is something, but not a whole cluster.</exception>
    public int? Major()
    {
        var file = Path.Combine(Cluster, "PG_VERSION");
        if (!Directory.Exists(Cluster))
        {
            return null;
        }

        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var major))
        {
            return major;
        }

        throw DataDirectoryException.Damaged(Data, $"{file} 缺失或不可读。", $"{file} is missing or unreadable.");
    }

    /// <summary>Makes the directories that are missing. Others may pass through the data directory of root, but not list it.</summary>
    /// <exception cref="DataDirectoryException">The disk or the permissions do not allow it.</exception>
    public void Create()
    {
        try
        {
            var passable = Environment.IsPrivilegedProcess ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : UnixFileMode.None;
            CreateDirectory(Data, Owner | passable);
            CreateDirectory(Home, Owner);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataDirectoryException.NotWritable(Data, cause);
        }
    }

    /// <summary>The password, made at the first call and kept.</summary>
    /// <exception cref="DataDirectoryException">There is a cluster, but its password is gone or unreadable.</exception>
    public string Password()
    {
        try
        {
            if (!File.Exists(PasswordFile))
            {
                if (Directory.Exists(Cluster))
                {
                    throw DataDirectoryException.Damaged(Data, $"密码文件 {PasswordFile} 缺失。", $"{PasswordFile} is missing.");
                }

                WritePassword();
            }

            return File.ReadAllText(PasswordFile).Trim();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataDirectoryException.NotWritable(Data, cause);
        }
    }

    /// <summary>Waits for the right to start or stop the cluster. Released by disposing it, or by the end of this process.</summary>
    /// <exception cref="DataDirectoryException">The lock file cannot be made.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen("postgres.lock", FileAccess.ReadWrite, FileShare.None) is { } held)
            {
                return held;
            }

            await Task.Delay(LockPoll, cancellationToken);
        }
    }

    /// <summary>Marks the cluster as used by this process, until disposed. Call it while holding the lock.</summary>
    public IDisposable Use() =>
        TryOpen("postgres.users", FileAccess.Read, FileShare.Read)
        ?? throw new InvalidOperationException("The list of users is only taken alone while the lock is held.");

    /// <summary>True when no process uses the cluster. Call it while holding the lock.</summary>
    public bool IsUnused()
    {
        using var alone = TryOpen("postgres.users", FileAccess.ReadWrite, FileShare.None);
        return alone is not null;
    }

    /// <summary>Puts a log that has grown too long aside; the one before it goes.</summary>
    public void RotateLog()
    {
        var log = new FileInfo(Log);
        if (log.Exists && log.Length > LogLimit)
        {
            log.MoveTo(Log + ".1", overwrite: true);
        }
    }

    private static UnixFileMode Owner => UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static void CreateDirectory(string directory, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, mode);
        }
    }

    private void WritePassword()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unfinished = PasswordFile + ".new";
        File.Delete(unfinished);
        using (var writer = new StreamWriter(unfinished, options))
        {
            writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        File.Move(unfinished, PasswordFile);
    }

    private FileStream? TryOpen(string name, FileAccess access, FileShare share)
    {
        var path = Path.Combine(Data, name);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException cause) when (SharingViolations.Contains(cause.HResult))
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataDirectoryException.NotWritable(Data, cause);
        }
    }
}
