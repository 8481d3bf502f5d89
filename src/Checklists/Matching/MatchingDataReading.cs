using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Checklists.Matching.Deciding;
using Checklists.Matching.Lexicon;

namespace Checklists.Matching;

/// <summary>The one place of matching that touches files.</summary>
internal sealed class MatchingDataReading(string directory)
{
    private static readonly JsonSerializerOptions ThresholdOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public MatchingData Read(bool withModel)
    {
        var simplified = Rows("lexicon/simplified.tsv", 2).Select(r => KeyValuePair.Create(r.Cells[0][0], r.Cells[1][0])).ToList();
        var confusions = Rows("lexicon/confusions.tsv", 2).Select(r => KeyValuePair.Create(r.Cells[0], r.Cells[1])).ToList();
        var syllables = Syllables();
        var cues = Cues();
        var aliases = Rows("lexicon/aliases.tsv", 2).ToDictionary(
            r => r.Cells[0],
            IReadOnlyList<string> (r) => r.Cells[1].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var phrases = Phrases();
        var thresholds = Thresholds();
        var model = withModel ? ModelFiles.Read(string.Join('\n', Lines(ModelFiles.Model)), Lines(ModelFiles.ItemNgrams), Lines(ModelFiles.VerdictNgrams)) : null;
        return new MatchingData(Convert.ToHexStringLower(_hash.GetCurrentHash()))
        {
            Simplified = simplified,
            Confusions = confusions,
            SyllableTable = syllables,
            Cues = cues,
            Aliases = aliases,
            Phrases = phrases,
            Thresholds = thresholds,
            Model = model,
        };
    }

    private Thresholds Thresholds()
    {
        const string File = "matching/thresholds.json";
        try
        {
            var thresholds = JsonSerializer.Deserialize<Thresholds>(Bytes(File), ThresholdOptions) ?? throw new JsonException();
            return thresholds.Check(File);
        }
        catch (JsonException)
        {
            throw new MatchingDataException(File, 0, "不是有效的阈值文件", "各项应为0到1的小数，名称见文件原有内容");
        }
    }

    private ushort[] Syllables()
    {
        var syllables = new ushort[65536];
        ushort id = 0;
        foreach (var row in Rows("lexicon/pinyin.tsv", 2))
        {
            id++;
            foreach (var c in row.Cells[1])
            {
                syllables[c] = id;
            }
        }

        return syllables;
    }

    private List<CueRow> Cues()
    {
        var cues = new List<CueRow>();
        foreach (var (file, isPattern) in new[] { ("lexicon/cues.tsv", false), ("lexicon/patterns.tsv", true) })
        {
            foreach (var row in Rows(file, 3))
            {
                if (!Enum.TryParse<CueClass>(ClassName(row.Cells[1]), ignoreCase: true, out var cueClass))
                {
                    throw new MatchingDataException(file, row.Line, $"类别“{row.Cells[1]}”无法识别", "可用的类别见文件开头的说明");
                }

                if (!float.TryParse(row.Cells[2], CultureInfo.InvariantCulture, out var weight) || weight is < 0 or > 1)
                {
                    throw new MatchingDataException(file, row.Line, $"权重“{row.Cells[2]}”不在0到1之间", "请改为0到1的小数");
                }

                var pieces = isPattern ? row.Cells[0].Split('~') : [row.Cells[0]];
                cues.Add(new CueRow([.. pieces.Select(p => isPattern ? p.Replace('#', '0').Split('|') : [p.Replace("24", "0", StringComparison.Ordinal)])], cueClass, weight));
            }
        }

        return cues;
    }

    private static string ClassName(string name) => name switch
    {
        "RESP" => nameof(CueClass.Responsible),
        "NEG" => nameof(CueClass.Negation),
        _ => name,
    };

    private List<LabelledPhrase> Phrases()
    {
        var phrases = new List<LabelledPhrase>();
        var folder = Path.Combine(directory, "phrases");
        if (!Directory.Exists(folder))
        {
            throw new MatchingDataException("phrases", 0, "语料目录不存在", $"请核对种子数据目录 {directory}");
        }

        foreach (var file in Directory.GetFiles(folder, "*.jsonl").Select(f => "phrases/" + Path.GetFileName(f)).Order(StringComparer.Ordinal))
        {
            phrases.AddRange(PhraseFile.Parse(Lines(file), file));
        }

        return phrases;
    }

    private IEnumerable<(int Line, string[] Cells)> Rows(string file, int minimum)
    {
        var number = 0;
        foreach (var line in Lines(file))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var cells = line.Split('\t');
            if (cells.Length < minimum || cells.Take(minimum).Any(c => c.Length == 0))
            {
                throw new MatchingDataException(file, number, $"应有{minimum}列，以制表符分隔", "请补齐");
            }

            yield return (number, cells);
        }
    }

    private string[] Lines(string file)
    {
        var bytes = Bytes(file);
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private byte[] Bytes(string file)
    {
        var path = Path.Combine(directory, file);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MatchingDataException(file, 0, "文件无法读取", $"请核对种子数据目录 {directory}");
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(file));
        _hash.AppendData([0]);
        _hash.AppendData(bytes);
        _hash.AppendData([0]);
        return bytes;
    }
}
