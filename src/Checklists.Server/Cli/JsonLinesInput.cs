using System.Text.Json;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Server.Cli;

/// <summary>Reads the check contract's input: <c>{"id","text","kind","issuer"?,"flags"?}</c> a line.</summary>
internal static class JsonLinesInput
{
    private const int MaxProblems = 20;

    // Both the contract's names and the form's own questions are understood.
    private static readonly Dictionary<string, string> FlagNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["responsibilityletter"] = "letter",
        ["letter"] = "letter",
        ["责任书"] = "letter",
        ["是否签责任书"] = "letter",
        ["target"] = "target",
        ["quota"] = "target",
        ["指标"] = "target",
        ["是否定指标"] = "target",
        ["ranking"] = "ranking",
        ["排名"] = "ranking",
        ["是否排名考核"] = "ranking",
        ["advancepayment"] = "payment",
        ["payment"] = "payment",
        ["垫付"] = "payment",
        ["是否要求代收垫付"] = "payment",
        ["reporting"] = "reporting",
        ["reports"] = "reporting",
        ["报表"] = "reporting",
        ["是否填表报数"] = "reporting",
        ["funding"] = "funding",
        ["经费"] = "funding",
        ["有无经费"] = "funding",
    };

    /// <summary>Reads all lines; problems name the line.</summary>
    public static List<CheckedLine> Read(string path, List<string> problems)
    {
        var lines = new List<CheckedLine>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                lines.Add(Parse(line, number));
            }
            catch (FormatException e)
            {
                problems.Add($"第{number}行：{e.Message}");
            }
            catch (JsonException)
            {
                problems.Add($"第{number}行：不是有效的JSON。请写成 {{\"id\":\"1\",\"text\":\"…\",\"kind\":\"duty\"}}。");
            }

            if (problems.Count >= MaxProblems)
            {
                break;
            }
        }

        return lines;
    }

    private static CheckedLine Parse(string json, int number)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("不是JSON对象。请写成 {\"id\":\"1\",\"text\":\"…\",\"kind\":\"duty\"}。");
        }

        var text = OptionalText(root, "text") ?? throw new FormatException("缺少 text（事项原文）。请补充。");
        var kind = DutyKind.Duty;
        if (OptionalText(root, "kind") is { } word && !CatalogueWords.TryKind(word, out kind))
        {
            throw new FormatException($"kind 的值“{word}”无法识别。可用的值：duty、signboard、proof。");
        }

        JsonElement? id = root.TryGetProperty("id", out var element) ? element.Clone() : null;
        return new CheckedLine(id, null, number, new LineInput(text, kind, OptionalText(root, "issuer"), Flags(root)));
    }

    private static LineFlags? Flags(JsonElement root)
    {
        if (!root.TryGetProperty("flags", out var flags) || flags.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var answers = flags.ValueKind switch
        {
            JsonValueKind.Object => flags.EnumerateObject().Select(p => (p.Name, Answer: Answer(p.Value))),
            JsonValueKind.Array => flags.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String)
                .Select(v => (Name: v.GetString()!, Answer: (bool?)true)),
            _ => throw new FormatException("flags 应为对象，如 {\"target\":true}。"),
        };
        var known = new Dictionary<string, bool?>();
        foreach (var (name, answer) in answers)
        {
            if (!FlagNames.TryGetValue(name.Replace("_", string.Empty, StringComparison.Ordinal), out var flag))
            {
                throw new FormatException(
                    $"flags 中的“{name}”无法识别。可用：responsibilityLetter、target、ranking、advancePayment、reporting、funding。");
            }

            known[flag] = answer;
        }

        return new LineFlags(
            known.GetValueOrDefault("letter"),
            known.GetValueOrDefault("target"),
            known.GetValueOrDefault("ranking"),
            known.GetValueOrDefault("payment"),
            known.GetValueOrDefault("reporting"),
            known.GetValueOrDefault("funding"));
    }

    private static bool? Answer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String when value.GetString() is "是" or "有" or "yes" or "true" => true,
        JsonValueKind.String when value.GetString() is "否" or "无" or "no" or "false" => false,
        JsonValueKind.String when string.IsNullOrWhiteSpace(value.GetString()) => null,
        _ => throw new FormatException($"flags 的值“{value}”无法识别。请用 true、false 或 null。"),
    };

    private static string? OptionalText(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{name} 不是文字。请用引号括起。");
    }
}
