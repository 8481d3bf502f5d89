using System.Text.Json;
using Checklists.Catalogue;

namespace Checklists.Matching;

/// <summary>The phrase bank's format: a JSON object a line, as in <c>seeds/phrases</c>.</summary>
public static class PhraseFile
{
    /// <summary>Reads labelled lines.</summary>
    /// <param name="lines">The file's lines; blank ones are skipped.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="MatchingDataException">A line is not JSON or lacks a field.</exception>
    public static IReadOnlyList<LabelledPhrase> Parse(IEnumerable<string> lines, string file)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var phrases = new List<LabelledPhrase>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                phrases.Add(ParseLine(line, file, number));
            }
        }

        return phrases;
    }

    private static LabelledPhrase ParseLine(string line, string file, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Phrase(document.RootElement, file, number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new MatchingDataException(file, number, "不是有效的语料行", "每行应为 {\"text\",\"kind\",\"codes\",\"category\"} 的JSON对象");
        }
    }

    private static LabelledPhrase Phrase(JsonElement element, string file, int number)
    {
        var text = element.GetProperty("text").GetString()!;
        if (!CatalogueWords.TryKind(element.GetProperty("kind").GetString(), out var kind))
        {
            throw new MatchingDataException(file, number, "kind 无法识别", "可用的值：duty、signboard、proof");
        }

        if (!VerdictText.TryKey(element.GetProperty("category").GetString(), out var verdict))
        {
            throw new MatchingDataException(file, number, "category 无法识别", "可用的值：primary、assisting、prohibited、unlisted、ambiguous");
        }

        var parts = element.TryGetProperty("parts", out var list)
            ? list.EnumerateArray().Select(p => Phrase(p, file, number)).ToList()
            : [];
        return new LabelledPhrase(text, kind, Strings(element, "codes"), Strings(element, "altCodes"), verdict, parts, $"{file}:{number}");
    }

    private static List<string> Strings(JsonElement element, string field) =>
        element.TryGetProperty(field, out var list) ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];
}
