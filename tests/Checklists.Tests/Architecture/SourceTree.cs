using System.Text.RegularExpressions;

namespace Checklists.Tests.Architecture;

/// <summary>The sources of the product, as the rules read them.</summary>
internal static partial class SourceTree
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# and Razor files below a folder of the repository, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>The code of a file without its comments, which may speak of anything.</summary>
    public static string Code(string file) => Comment().Replace(File.ReadAllText(Path.Combine(Root, file)), "");

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Checklists.sln")))
        {
            at = at.Parent ?? throw new InvalidOperationException("Checklists.sln is nowhere above the tests.");
        }

        return at.FullName;
    }

    [GeneratedRegex(@"(?<!:)//.*$|@\*.*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
