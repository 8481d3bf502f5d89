namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// A directory of its own for one test, removed with everything in it. Other accounts can pass through it,
/// because root's tests hand PostgreSQL to another account.
/// </summary>
public sealed class ScratchDirectory : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const string Memory = "/dev/shm";
    private const long MemoryNeeded = 2L * 1024 * 1024 * 1024;

    public ScratchDirectory()
        : this(Path.GetTempPath())
    {
    }

    private ScratchDirectory(string parent)
    {
        FullName = Path.Combine(parent, $"checklists test {Guid.NewGuid():N}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(FullName);
        }
        else
        {
            Directory.CreateDirectory(FullName, Passable);
            File.SetUnixFileMode(FullName, Passable);
        }
    }

    /// <summary>Its full path. There are blanks in it, as users have them.</summary>
    public string FullName { get; }

    /// <summary>
    /// One on a memory disk where there is a roomy one: a cluster is a thousand small files, and a database three hundred more,
    /// which some disks take a second to create.
    /// </summary>
    public static ScratchDirectory ForCluster() =>
        new(Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > MemoryNeeded ? Memory : Path.GetTempPath());

    /// <summary>The full path of something in it.</summary>
    public string this[string name] => Path.Combine(FullName, name);

    public void Dispose()
    {
        if (Directory.Exists(FullName))
        {
            Directory.Delete(FullName, recursive: true);
        }
    }
}
