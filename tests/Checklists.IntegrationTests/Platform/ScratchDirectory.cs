namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// A directory of its own for one test, removed with everything in it. Other accounts can pass through it,
/// because root's tests hand PostgreSQL to another account.
/// </summary>
public sealed class ScratchDirectory : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public ScratchDirectory()
    {
        FullName = Directory.CreateTempSubdirectory("checklists test ").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FullName, Passable);
        }
    }

    /// <summary>Its full path. There are blanks in it, as users have them.</summary>
    public string FullName { get; }

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
