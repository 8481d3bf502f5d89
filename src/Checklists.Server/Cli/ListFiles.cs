namespace Checklists.Server.Cli;

/// <summary>Which files a caller means by files and folders.</summary>
internal static class ListFiles
{
    private static readonly string[] Endings = [".xlsx", ".csv", ".jsonl"];

    // What stands beside the sample lists to describe them.
    private static readonly string[] NotLists = ["index.json", "labels.jsonl"];

    /// <summary>The files in the order given; a folder stands for the lists in it, by name.</summary>
    /// <exception cref="BadInputException">A path does not exist, or a folder holds no list.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(InFolder(path));
            }
            else
            {
                throw new BadInputException($"找不到文件“{path}”。请检查路径。");
            }
        }

        return files;
    }

    private static string[] InFolder(string path)
    {
        string[] found = [.. Directory.EnumerateFiles(path)
            .Where(f => Endings.Contains(Path.GetExtension(f).ToLowerInvariant()) && !NotLists.Contains(Path.GetFileName(f)))
            .Order(StringComparer.Ordinal)];
        return found.Length > 0
            ? found
            : throw new BadInputException($"目录“{path}”中没有村报清单（{string.Join('、', Endings)}）。");
    }
}
