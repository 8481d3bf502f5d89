using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Checklists.Regions;

namespace Checklists.Seeds;

/// <summary>Writes a list for every village of the county, except for those whose file is bad or missing on purpose.</summary>
internal sealed class SampleSubmissions(RegionTree regions, ListComposer composer, string folder)
{
    private const string UnknownCode = "411723999201";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly (string Why, string Extension, Func<byte[]> Bytes)[] Bad =
    [
        ("empty sheet", "xlsx", BadFiles.EmptySheet),
        ("wrong columns", "xlsx", BadFiles.WrongColumns),
        ("renamed PDF", "xlsx", BadFiles.RenamedPdf),
        ("zip bomb", "xlsx", BadFiles.Bomb),
        ("classified line and other mistakes", "xlsx", BadFiles.ClassifiedAndMistaken),
    ];

    private readonly List<Entry> _index = [];
    private readonly StringBuilder _labels = new();

    private sealed record Entry(string File, string VillageCode, string Expected, int? Lines = null, string? Why = null);

    /// <summary>Writes all files and the manifest.</summary>
    public void Write()
    {
        var bad = ChooseBad();
        foreach (var village in regions.Villages)
        {
            var index = bad.IndexOf(village);
            if (index < 0)
            {
                WriteList(village);
            }
            else if (index < Bad.Length)
            {
                var (why, extension, bytes) = Bad[index];
                Save(village.Code, Name(village), extension, bytes());
                _index.Add(new Entry($"{village.Code}_{Name(village)}.{extension}", village.Code, "refused", Why: why));
            }
        }

        Save(UnknownCode, "示例不存在村", "xlsx", BadFiles.UnknownVillage(UnknownCode));
        _index.Add(new Entry($"{UnknownCode}_示例不存在村.xlsx", UnknownCode, "refused", Why: "unknown village"));
        WriteManifest();
    }

    // Five villages with a bad file and one without any, each in another township; the real names keep good lists.
    private List<Region> ChooseBad()
    {
        var dice = new Dice("bad");
        var townships = regions.Townships.ToList();
        dice.Shuffle(townships);
        return [.. townships.Take(Bad.Length + 1).Select(t => dice.Pick<Region>([.. regions.ChildrenOf(t.Code).Where(v => v.IsSample)]))];
    }

    private string Name(Region village) => regions.Parent(village)!.Name + village.Name;

    private void WriteList(Region village)
    {
        var dice = new Dice("layout" + village.Code);
        var lines = composer.Compose(village, regions.Parent(village)!);
        var name = Name(village);
        var form = village.IsSample ? dice.Below(100) : 0;
        switch (form)
        {
            case >= 98:
                Save(village.Code, name, "jsonl", TextLayout.JsonLines(village.Code, name, lines));
                Record(village, "jsonl", lines);
                break;
            case >= 94:
                Save(village.Code, name, "csv", TextLayout.Csv(name, lines, dice, isGb18030: form >= 96));
                Record(village, "csv", lines);
                break;
            default:
                var layout = form switch { < 34 => Layout.KindColumn, < 58 => Layout.ThreeSheets, < 72 => Layout.Sections, < 84 => Layout.Domains, _ => Layout.Bare };
                var (bytes, ordered) = new WorkbookLayout(name, regions.FullName(village), dice).Write(layout, lines);
                Save(village.Code, name, "xlsx", bytes);
                Record(village, "xlsx", ordered);
                break;
        }
    }

    private void Save(string code, string name, string extension, byte[] bytes) =>
        File.WriteAllBytes(Path.Combine(folder, $"{code}_{name}.{extension}"), bytes);

    private void Record(Region village, string extension, List<ListLine> lines)
    {
        var file = $"{village.Code}_{Name(village)}.{extension}";
        _index.Add(new Entry(file, village.Code, "accepted", lines.Count));
        _labels.Append(JsonSerializer.Serialize(new { file, labels = lines.Select(l => l.Label) }, Json)).Append('\n');
    }

    private void WriteManifest()
    {
        var text = new StringBuilder("{\n  \"about\": \"演示样例：内容全部虚构，由 seeds/Generator 从带标签的语句生成；供测试对照，导入时不需要。\",\n  \"files\": [\n");
        text.AppendJoin(",\n", _index.Select(e => "    " + JsonSerializer.Serialize(e, Json))).Append("\n  ]\n}\n");
        File.WriteAllText(Path.Combine(folder, "index.json"), text.ToString());
        File.WriteAllText(Path.Combine(folder, "labels.jsonl"), _labels.ToString());
    }
}
