using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Checklists.Tests.Architecture;

/// <summary>Who may know whom.</summary>
public sealed class DependencyTests
{
    [Theory]
    [InlineData("Checklists.Workflows", "")]
    [InlineData("Checklists.Documents", "")]
    [InlineData("Checklists", "Checklists.Documents Checklists.Workflows")]
    [InlineData("Checklists.Server", "Checklists")]
    public void Projects_depend_in_one_direction(string project, string dependencies)
    {
        var file = Path.Combine(SourceTree.Root, "src", project, project + ".csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

        Assert.Equal(dependencies, string.Join(' ', references));
    }

    [Theory]
    [InlineData(@"\bHangfire\.", "src/Checklists/Platform/Jobs/", "src/Checklists.Server/")]
    [InlineData(@"\b(MailKit|MimeKit)\b", "src/Checklists/Mailing/", "src/Checklists/Mailing/")]
    [InlineData(@"\b(SkiaSharp|HarfBuzzSharp|QRCoder|DocumentFormat\.OpenXml|CsvHelper)\b", "src/Checklists.Documents/", "src/Checklists.Documents/")]
    [InlineData(@"\bJint\b", "src/Checklists.Workflows/", "src/Checklists.Workflows/")]
    public void A_library_is_named_in_its_own_place_only(string library, string place, string composition)
    {
        var strangers = SourceTree.Files("src")
            .Where(file => !file.StartsWith(place, StringComparison.Ordinal) && !file.StartsWith(composition, StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(SourceTree.Code(file), library));

        Assert.Empty(strangers);
    }
}
