namespace Checklists.Platform;

/// <summary>The data files that ship with the service: the folders <c>seeds</c> and <c>workflows</c>.</summary>
public static class ProductFiles
{
    /// <summary>The folder that holds both: the published service's own, or the checkout's root.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither is there: the installation is incomplete.</exception>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>Sample data, lexicon, phrases, fonts, mail templates.</summary>
    public static string Seeds => Path.Combine(Root, "seeds");

    /// <summary>Elsa 3 workflow definitions.</summary>
    public static string Workflows => Path.Combine(Root, "workflows");

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "seeds")) && Directory.Exists(Path.Combine(folder.FullName, "workflows")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"安装不完整：在 {start} 及其上级目录中找不到 seeds 和 workflows 目录。请重新安装。");
    }
}
