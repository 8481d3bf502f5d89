using System.Text;
using Checklists.Submissions.Reading;

namespace Checklists.Tests.Submissions;

/// <summary>Reads lists the way the product does, with the column map that ships.</summary>
internal static class Lists
{
    public static string Seeds { get; } = FindSeeds();

    public static ColumnMap Map { get; } = ColumnMap.Load(Path.Combine(Seeds, "columns.json"));

    public static ReadResult Read(byte[] content, string fileName, ReadLimits? limits = null) =>
        SubmissionReader.Read(new MemoryStream(content), fileName, Map, limits);

    public static ReadResult ReadText(string content, string fileName) => Read(Encoding.UTF8.GetBytes(content), fileName);

    private static string FindSeeds()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Checklists.sln")))
            {
                return Path.Combine(folder.FullName, "seeds");
            }
        }

        throw new DirectoryNotFoundException("The folder with Checklists.sln was not found above the test's own folder.");
    }
}
