namespace Checklists.Catalogue;

/// <summary>A catalogue file was refused as a whole; nothing of it is used.</summary>
public sealed class CatalogueFileException : Exception
{
    /// <summary>Refuses a file for all the reasons found, not only the first.</summary>
    public CatalogueFileException(IReadOnlyList<CatalogueProblem> problems)
        : base(Summary(problems))
    {
        Problems = problems;
    }

    /// <summary>All that is wrong, in the file's order; at least one.</summary>
    public IReadOnlyList<CatalogueProblem> Problems { get; }

    private static string Summary(IReadOnlyList<CatalogueProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return $"清单文件有{problems.Count}处问题，未导入：{Environment.NewLine}{string.Join(Environment.NewLine, problems)}";
    }
}
