using Checklists.Documents.Pdf.Fonts;

namespace Checklists.Tests.Documents;

/// <summary>The fonts of the repository, loaded once for all tests.</summary>
internal static class ShippedFonts
{
    public static string Directory { get; } = Find();

    public static FontLibrary Library { get; } = new(Directory);

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string fonts = Path.Combine(at.FullName, "seeds", "fonts");
            if (System.IO.Directory.Exists(fonts))
            {
                return fonts;
            }
        }

        throw new DirectoryNotFoundException("No seeds/fonts above the test's directory.");
    }
}
