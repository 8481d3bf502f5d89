using System.Text.RegularExpressions;
using Xunit;

namespace Checklists.Tests.Architecture;

/// <summary>
/// Matching, every <c>*Rules</c> file and the core of the workflow runtime give the same answer to the same question at any time:
/// they touch no clock, database, file or randomness. The caller hands in what they need.
/// </summary>
public sealed partial class PurityTests
{
    private static readonly string[] Pure =
        ["src/Checklists/Matching/", "src/Checklists.Workflows/Execution/", "src/Checklists.Workflows/Activities/"];

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["src/Checklists/Matching/MatchingDataReading.cs"] = "reads the word lists once, before anything is matched",
        ["src/Checklists/Matching/LineVerdict.cs"] = "numbers a verdict when it is recorded",
        ["src/Checklists/Matching/VerdictTable.cs"] = "keeps the verdicts that matching gave",
        ["src/Checklists.Workflows/Execution/HostStep.cs"] = "carries the caller's transaction to activities that write",
        ["src/Checklists.Workflows/Activities/HostActivityContext.cs"] = "hands that transaction to them",
    };

    [Fact]
    public void Deciding_code_touches_no_clock_database_file_or_chance()
    {
        var touched = SourceTree.Files("src")
            .Where(file => IsPure(file) && !Exceptions.ContainsKey(file))
            .SelectMany(file => Impure().Matches(SourceTree.Code(file)).Select(match => $"{file}: {match.Value}"));

        Assert.Empty(touched);
    }

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("return new Random(1).Next();")]
    [InlineData("await using var command = new NpgsqlCommand(text);")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("var id = Guid.NewGuid();")]
    public void The_rule_sees_what_it_forbids(string code) => Assert.Matches(Impure(), code);

    private static bool IsPure(string file) =>
        Pure.Any(place => file.StartsWith(place, StringComparison.Ordinal)) || file.EndsWith("Rules.cs", StringComparison.Ordinal);

    [GeneratedRegex("""
        \bDateTime(Offset)?\.(Utc)?(Now|Today)\b | \bTimeProvider\b | \bStopwatch\b | \bTickCount(64)?\b
        | \bNpgsql\w* | \bEntityFrameworkCore\b | \bDbContext\b
        | \b(File|Directory)\.[A-Z]\w* | \bnew\ (FileStream|FileInfo|DirectoryInfo|StreamReader|StreamWriter)\b | \bHttpClient\b
        | \bRandom\b | \bRandomNumberGenerator\b | \bGuid\.(NewGuid|CreateVersion7)\b
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Impure();
}
