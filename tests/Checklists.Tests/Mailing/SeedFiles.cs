namespace Checklists.Tests.Mailing;

/// <summary>The data files of the repository, found from the test's own directory upwards.</summary>
internal static class SeedFiles
{
    public static string Mail { get; } = Find("seeds/mail");

    private static string Find(string path)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var candidate = Path.Combine(directory.FullName, path);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException(path);
    }
}
