using System.Globalization;
using System.Text.Json;
using Checklists.Matching.Analysis;
using Checklists.Matching.Learning;

namespace Checklists.Matching.Deciding;

/// <summary>The text of the model's files: <c>model.json</c>, <c>item-ngrams.tsv</c>, <c>verdict-ngrams.tsv</c>.</summary>
internal static class ModelFiles
{
    public const string Model = "matching/model.json";
    public const string ItemNgrams = "matching/item-ngrams.tsv";
    public const string VerdictNgrams = "matching/verdict-ngrams.tsv";

    // One letter per verdict, in the order of the enumeration.
    private const string Letters = "pauvx";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private sealed record Document(
        SortedDictionary<string, string> Items,
        Blending Blending,
        Dictionary<string, Dictionary<string, float>> Decision,
        Dictionary<string, float> Certainty);

    /// <summary>Writes the three files' texts.</summary>
    public static IReadOnlyDictionary<string, string> Write(TrainedModel model) => new Dictionary<string, string>
    {
        [Model] = JsonSerializer.Serialize(ToDocument(model), Json).ReplaceLineEndings("\n") + "\n",
        [ItemNgrams] = Table("n-gram, rarity, weight in sixteenths for each item", model.ItemNgrams.Select(r => Row(r.Ngram, r.Rarity, r.Weights))),
        [VerdictNgrams] = Table(
            "n-gram, rarity, weight in sixteenths for each verdict (p primary, a assisting, u unlisted, v vague, x prohibited)",
            model.VerdictNgrams.Select(r => Row(r.Ngram, r.Rarity, r.Weights.Select(w => KeyValuePair.Create(Letters[w.Key].ToString(), w.Value))))),
    };

    /// <summary>Reads the three files' texts.</summary>
    /// <exception cref="MatchingDataException">A line is wrong; the remedy is to train again.</exception>
    public static TrainedModel Read(string model, IEnumerable<string> itemNgrams, IEnumerable<string> verdictNgrams)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(model, Json)!;
            var decision = Enum.GetValues<VerdictKind>()
                .Select(v => DecisionFeatures.Names.Select(n => document.Decision[VerdictText.Key(v)][n]).ToArray());
            return new TrainedModel(
                document.Items,
                [.. Rows(itemNgrams, ItemNgrams)],
                [.. Rows(verdictNgrams, VerdictNgrams).Select(ToVerdicts)],
                document.Blending,
                new DecisionModel([.. decision]),
                new ItemCertainty([.. ItemCertainty.Names.Select(n => document.Certainty[n])]));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or NullReferenceException)
        {
            throw new MatchingDataException(Model, 0, "模型文件与程序不符", "请运行 ./checklists train 重新训练");
        }
    }

    private static Document ToDocument(TrainedModel model) => new(
        new SortedDictionary<string, string>(model.Items.ToDictionary(), StringComparer.Ordinal),
        model.Blending,
        Enum.GetValues<VerdictKind>().ToDictionary(VerdictText.Key, v => Named(DecisionFeatures.Names, model.Decision.Weights[(int)v])),
        Named(ItemCertainty.Names, model.Certainty.Weights));

    private static Dictionary<string, float> Named(IReadOnlyList<string> names, float[] weights) =>
        names.Zip(weights).ToDictionary(p => p.First, p => MathF.Round(p.Second, 5));

    private static string Table(string heading, IEnumerable<string> rows) => $"# {heading}; written by the train verb\n{string.Join('\n', rows)}\n";

    private static string Row(string ngram, float rarity, IEnumerable<KeyValuePair<string, float>> weights)
    {
        var cells = weights.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Key}:{(int)MathF.Round(w.Value / NgramWeights.Unit)}"));
        return string.Create(CultureInfo.InvariantCulture, $"{ngram}\t{rarity}\t{string.Join(' ', cells)}");
    }

    private static IEnumerable<CodedNgram> Rows(IEnumerable<string> lines, string file)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length > 0 && line[0] != '#')
            {
                yield return ParseRow(line, file, number);
            }
        }
    }

    private static CodedNgram ParseRow(string line, string file, int number)
    {
        var weights = new List<KeyValuePair<string, float>>();
        var cells = line.Split('\t');
        if (cells.Length != 3 || cells[0].Length is 0 or > 3 || !float.TryParse(cells[1], CultureInfo.InvariantCulture, out var rarity))
        {
            throw Wrong(file, number);
        }

        foreach (var cell in cells[2].Split(' '))
        {
            var colon = cell.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !int.TryParse(cell.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var weight))
            {
                throw Wrong(file, number);
            }

            weights.Add(KeyValuePair.Create(string.Intern(cell[..colon]), weight * NgramWeights.Unit));
        }

        return new CodedNgram(cells[0], rarity, weights);
    }

    private static MatchingDataException Wrong(string file, int number) => new(file, number, "不是有效的模型行", "请运行 ./checklists train 重新训练");

    private static NgramWeights ToVerdicts(CodedNgram row) => new(
        row.Ngram,
        row.Rarity,
        [.. row.Weights.Select(w => KeyValuePair.Create(Letters.IndexOf(w.Key, StringComparison.Ordinal), w.Value))]);
}
