using Checklists.Matching;
using Checklists.Platform;
using Xunit;

namespace Checklists.Tests.Matching;

public sealed class MatchingDataTests : IDisposable
{
    private readonly string _seeds = Directory.CreateTempSubdirectory("seeds-").FullName;

    public MatchingDataTests()
    {
        foreach (var folder in new[] { "lexicon", "phrases", "matching" })
        {
            Directory.CreateDirectory(Path.Combine(_seeds, folder));
            foreach (var file in Directory.GetFiles(Path.Combine(ProductFiles.Seeds, folder)))
            {
                File.Copy(file, Path.Combine(_seeds, folder, Path.GetFileName(file)));
            }
        }
    }

    public void Dispose() => Directory.Delete(_seeds, recursive: true);

    [Fact]
    public void A_changed_phrase_or_limit_changes_the_hash()
    {
        var before = MatchingData.Load(_seeds).Hash;
        var file = Path.Combine(_seeds, "matching", "thresholds.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("0.04", "0.05", StringComparison.Ordinal));

        Assert.NotEqual(before, MatchingData.Load(_seeds).Hash);
    }

    [Theory]
    [InlineData("lexicon/cues.tsv", "责任书\tWRONG\t1.0", "WRONG")]
    [InlineData("lexicon/cues.tsv", "责任书\tRESP\t7", "7")]
    [InlineData("phrases/dev.jsonl", "{\"text\":\"甲\"}", "phrases/dev.jsonl")]
    [InlineData("matching/item-ngrams.tsv", "甲\tx\ty", "train")]
    [InlineData("matching/thresholds.json", "{\"risk\":3}", "0到1")]
    public void A_wrong_line_is_named(string file, string content, string said)
    {
        File.WriteAllText(Path.Combine(_seeds, file), content);

        var refusal = Assert.Throws<MatchingDataException>(() => MatchingData.Load(_seeds));

        Assert.Contains(said, refusal.Message);
        Assert.Equal(file, refusal.File);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        File.Delete(Path.Combine(_seeds, "lexicon", "cues.tsv"));

        Assert.Contains("lexicon/cues.tsv", Assert.Throws<MatchingDataException>(() => MatchingData.Load(_seeds)).Message);
    }
}
