using Checklists.Catalogue;

namespace Checklists.Server.Cli;

/// <summary><c>catalogue diff A B</c>: what a new version of the list changes.</summary>
public static class CatalogueCommands
{
    /// <summary>Compares two catalogue files.</summary>
    /// <returns>0 when done; 2 when a file is refused.</returns>
    public static int Diff(string before, string after, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            var (old, now) = (CatalogueFile.Read(before), CatalogueFile.Read(after));
            Write(old, now, CatalogueDiff.Between(old, now), output);
            return ExitCode.Done;
        }
        catch (CatalogueFileException e)
        {
            error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }

    private static void Write(CatalogueVersion old, CatalogueVersion now, CatalogueDiff diff, TextWriter output)
    {
        output.WriteLine($"{old.Name} {old.Version}（{old.Items.Count}项）→ {now.Name} {now.Version}（{now.Items.Count}项）");
        output.WriteLine($"新增{diff.Added.Count}项，删去{diff.Removed.Count}项，修改{diff.Changed.Count}项；需重新核对的编码{diff.AffectedCodes.Count}个。");
        foreach (var item in diff.Added)
        {
            output.WriteLine($"+ {item.Code} {item.Title}（{CatalogueWords.Chinese(item.Category, item.Kind)}）");
        }

        foreach (var item in diff.Removed)
        {
            output.WriteLine($"- {item.Code} {item.Title}（{CatalogueWords.Chinese(item.Category, item.Kind)}）");
        }

        foreach (var change in diff.Changed)
        {
            output.WriteLine($"~ {change.After.Code} {change.After.Title}：{string.Join("、", change.Fields)}");
            if (change.Before.Category != change.After.Category)
            {
                var was = CatalogueWords.Chinese(change.Before.Category, change.Before.Kind);
                output.WriteLine($"    类别由{was}改为{CatalogueWords.Chinese(change.After.Category, change.After.Kind)}");
            }
        }
    }
}
