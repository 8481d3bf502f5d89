using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Simulation;
using Xunit;

namespace Checklists.Tests.Workflows;

/// <summary>
/// The golden cases say what Elsa 3.8 did with a definition and a script. Here the same must happen: the same completions in the same
/// order, the same outcomes, variables, output, bookmarks, incidents and status — except where <see cref="ElsaDifference"/> says why not.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases => [.. Directory.GetFiles(GoldenDirectory(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_runs_as_in_Elsa_or_differs_for_a_stated_reason(string name)
    {
        var differences = await CompareAsync(name);
        var stated = ElsaDifference.All.FirstOrDefault(difference => difference.Case == name);
        if (stated is null)
        {
            Assert.Equal("", string.Join(Environment.NewLine, differences));
        }
        else
        {
            Assert.NotEmpty(differences);
        }
    }

    [Fact]
    public async Task The_table_of_all_cases()
    {
        var table = new StringBuilder();
        var identical = 0;
        foreach (var name in Cases.Select(row => row.Data))
        {
            var differences = await CompareAsync(name);
            identical += differences.Count == 0 ? 1 : 0;
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-36} {(differences.Count == 0 ? "identical" : ElsaDifference.All.FirstOrDefault(difference => difference.Case == name)?.Reason ?? "DIFFERENT")}");
        }

        output.WriteLine(table.ToString());
        Assert.Equal(Cases.Count, identical + ElsaDifference.All.Count(difference => difference.Case is not null));
    }

    [Fact]
    public async Task The_readme_lists_the_same_differences()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(GoldenDirectory(), "../../../../src/Checklists.Workflows/README.md"), TestContext.Current.CancellationToken);
        var rows = readme[readme.IndexOf("|---|", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);

        Assert.Equal(ElsaDifference.All.Select(difference => $"| {(difference.Case is null ? "–" : $"`{difference.Case}`")} | {difference.Elsa} | {difference.Here} | {difference.Reason} |"), rows);
    }

    private static async Task<List<string>> CompareAsync(string name)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(GoldenDirectory(), $"{name}.json"), TestContext.Current.CancellationToken);
        var expected = JsonNode.Parse(json)!["expect"]!.AsObject();
        var actual = await WorkflowCase.Parse(json, name).RunAsync(new ActivityRegistry());
        var ordered = expected["orderMatters"]?.GetValue<bool>() ?? true;
        return [.. actual
            .Where(member => !JsonNode.DeepEquals(Order(member.Value, ordered), Order(expected[member.Key], ordered)))
            .Select(member => $"{member.Key}: expected {expected[member.Key]?.ToJsonString()} but was {member.Value?.ToJsonString()}")];
    }

    private static JsonNode? Order(JsonNode? value, bool ordered) => !ordered && value is JsonArray array
        ? new JsonArray([.. array.Select(item => item?.DeepClone()).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)])
        : value;

    private static string GoldenDirectory([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Golden");
}
