using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Seeds;

/// <summary>Lays out a list as csv or jsonl.</summary>
internal static class TextLayout
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Separated values, in GB18030 as Chinese Excel saves them, or in UTF-8 with its mark.</summary>
    public static byte[] Csv(string villageName, List<ListLine> lines, Dice dice, bool isGb18030)
    {
        var manner = new ListManner(dice);
        var columns = ListColumn.For(null, dice, manner);
        var text = new StringBuilder();
        Row(text, [$"{villageName}村级事项清单（演示样例）"]);
        Row(text, ["序号", "类别", .. columns.Select(c => c.Header)]);
        for (var i = 0; i < lines.Count; i++)
        {
            var kind = lines[i].Kind switch { DutyKind.Signboard => "标牌", DutyKind.Proof => "证明", _ => "事项" };
            Row(text, [manner.Number(i + 1) ?? $"{i + 1}", kind, .. columns.Select(c => c.Value(lines[i]))]);
        }

        return isGb18030
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text.ToString())
            : [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>One JSON object a line; the first names the village.</summary>
    public static byte[] JsonLines(string villageCode, string villageName, List<ListLine> lines)
    {
        var text = new StringBuilder();
        text.Append(JsonSerializer.Serialize(new { village = villageCode, villageName, remark = "演示样例" }, Json)).Append('\n');
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(JsonSerializer.Serialize(ToObject(lines[i], i + 1), Json)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static object ToObject(ListLine line, int number) => new
    {
        id = $"{number}",
        text = line.Text,
        kind = line.Kind.ToString().ToLowerInvariant(),
        issuer = line.Issuer,
        channel = line.Channel,
        documentNumber = line.DocumentNumber,
        flags = new LineFlags(line.ResponsibilityLetter, line.Target, line.Ranking, line.AdvancePayment, line.Reporting, line.Funding),
        reportFrequency = line.Frequency,
        startsOn = line.StartsOn,
        endsOn = line.EndsOn,
    };

    private static void Row(StringBuilder text, IEnumerable<string?> values)
    {
        var fields = values.Select(v => v ?? string.Empty).Select(v => v.AsSpan().IndexOfAny(",\"\n") >= 0 ? $"\"{v.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : v);
        text.AppendJoin(',', fields).Append("\r\n");
    }
}
