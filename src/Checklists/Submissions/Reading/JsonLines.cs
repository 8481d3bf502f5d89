using System.Text.Json;
using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Submissions.Reading;

/// <summary>Reads one JSON object a line: the form that <c>check --format jsonl</c> takes and that programs send.</summary>
internal sealed class JsonLines
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly ColumnMap _map;
    private readonly ReadReport _report;
    private int _row;

    private JsonLines(ColumnMap map, ReadReport report)
    {
        _map = map;
        _report = report;
    }

    public static void Read(string text, ColumnMap map, ReadReport report)
    {
        var reader = new JsonLines(map, report);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            reader._row++;
            if (!line.IsWhiteSpace() && !reader.TryReadLine(line.ToString()))
            {
                return;
            }
        }
    }

    private bool TryReadLine(string line)
    {
        if (_report.Lines.Count >= _report.Limits.MaxRows)
        {
            _report.Refuse(null, _row, null, $"超过 {_report.Limits.MaxRows} 行", "请分成几份上报");
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(line, Options);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadObject(json.RootElement);
            }
            else
            {
                Refuse("不是 JSON 对象", "每行写一个 {…} 对象，不要写成数组");
            }
        }
        catch (JsonException e)
        {
            Refuse($"不合 JSON 格式（第 {e.BytePositionInLine + 1} 个字节附近），或者有重复的键", "每行写一个完整的 {…} 对象");
        }

        return true;
    }

    private void ReadObject(JsonElement line)
    {
        StateVillage(line);
        if (!line.TryGetProperty("text", out _) && (line.TryGetProperty("village", out _) || line.TryGetProperty("villageName", out _)))
        {
            return;
        }

        var text = ReadText(line);
        if (text is null)
        {
            return;
        }

        var (starts, ends) = (ReadDate(line, "startsOn", false), ReadDate(line, "endsOn", true));
        if (starts > ends)
        {
            Refuse($"endsOn {ends:yyyy-MM-dd} 早于 startsOn {starts:yyyy-MM-dd}", "请核对两个日期");
        }

        _report.Lines.Add(new ReadLine
        {
            Number = _report.Lines.Count + 1,
            Id = Text(line, "id", allowNumber: true),
            OwnNumber = Text(line, "number", allowNumber: true),
            Row = _row,
            Column = string.Empty,
            Text = text,
            Kind = ReadKind(line),
            Issuer = Masked(line, "issuer"),
            Channel = Masked(line, "channel"),
            DocumentNumber = Masked(line, "documentNumber"),
            Flags = ReadFlags(line),
            ReportFrequency = Masked(line, "reportFrequency"),
            StartsOn = starts,
            EndsOn = ends,
            Remark = Masked(line, "remark"),
        });
    }

    private string? ReadText(JsonElement line)
    {
        if (!line.TryGetProperty("text", out var value) || value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString()))
        {
            Refuse("缺少 text（事项原文）", "请写上 \"text\":\"事项原文\"");
            return null;
        }

        var text = value.GetString()!;
        if (text.Length > _report.Limits.MaxTextLength)
        {
            Refuse($"text 超过 {_report.Limits.MaxTextLength} 字", "请拆成几行，每行写一项");
            return null;
        }

        if (SecrecyRule.MarkIn(text, _map) is { } mark)
        {
            Refuse($"标有“{mark}”，涉密和内部事项不得上网", "请删去这一行，改用保密渠道报送；若是误标，请去掉标记");
        }

        return LineText.Take(text.Replace("\r\n", "\n", StringComparison.Ordinal), null, _row, null, _report);
    }

    private DutyKind ReadKind(JsonElement line)
    {
        switch (Text(line, "kind"))
        {
            case null or "duty":
                return DutyKind.Duty;
            case "signboard":
                return DutyKind.Signboard;
            case "proof":
                return DutyKind.Proof;
            case var other:
                Refuse($"kind 写的是“{LineText.Shorten(other)}”", "请写 duty、signboard 或 proof");
                return DutyKind.Duty;
        }
    }

    private LineFlags ReadFlags(JsonElement line)
    {
        if (!line.TryGetProperty("flags", out var flags) || flags.ValueKind == JsonValueKind.Null)
        {
            return new LineFlags();
        }

        if (flags.ValueKind != JsonValueKind.Object)
        {
            Refuse("flags 应当是 JSON 对象", "请写成 {\"target\":true,\"funding\":false} 的样子");
            return new LineFlags();
        }

        var answers = new Dictionary<ListField, bool?>();
        foreach (var flag in flags.EnumerateObject())
        {
            ReadFlag(flag, answers);
        }

        return new LineFlags(
            answers.GetValueOrDefault(ListField.ResponsibilityLetter),
            answers.GetValueOrDefault(ListField.Target),
            answers.GetValueOrDefault(ListField.Ranking),
            answers.GetValueOrDefault(ListField.AdvancePayment),
            answers.GetValueOrDefault(ListField.Reporting),
            answers.GetValueOrDefault(ListField.Funding));
    }

    private void ReadFlag(JsonProperty flag, Dictionary<ListField, bool?> answers)
    {
        var known = Enum.TryParse<ListField>(flag.Name, ignoreCase: true, out var field) ? field : _map.FieldOf(flag.Name);
        if (known is not (ListField.ResponsibilityLetter or ListField.Target or ListField.Ranking or ListField.AdvancePayment or ListField.Reporting or ListField.Funding))
        {
            _report.Note(null, _row, null, $"flags 里的“{LineText.Shorten(flag.Name)}”不是可用的栏目，未读入");
            return;
        }

        switch (flag.Value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                answers[known.Value] = flag.Value.GetBoolean();
                break;
            case JsonValueKind.Null:
                break;
            case JsonValueKind.String when FlagAnswer.Read(flag.Value.GetString()!, _map) is { } answer:
                answers[known.Value] = answer.Answer;
                break;
            default:
                Refuse($"flags 里的“{LineText.Shorten(flag.Name)}”看不懂", "请写 true、false 或 null");
                break;
        }
    }

    private DateOnly? ReadDate(JsonElement line, string name, bool endOfPeriod)
    {
        if (Text(line, name) is not { Length: > 0 } text)
        {
            return null;
        }

        var date = ListDates.Parse(text, endOfPeriod);
        if (date is null)
        {
            Refuse($"{name} 写的是“{LineText.Shorten(text)}”，看不懂", "请写成 2026-01-31 这样的日期");
        }

        return date;
    }

    private void StateVillage(JsonElement line)
    {
        if (Text(line, "village", allowNumber: true) is { } code)
        {
            _report.State(new VillageStatement(code.All(char.IsAsciiDigit) ? VillageSource.Code : VillageSource.Unit, code, null, _row, null));
        }

        if (Text(line, "villageName") is { } name)
        {
            _report.State(new VillageStatement(VillageSource.Unit, name, null, _row, null));
        }
    }

    private string? Masked(JsonElement line, string name)
    {
        var text = Text(line, name) is { } raw ? LineText.Take(raw, null, _row, null, _report) : null;
        if (text?.Length > 200)
        {
            Refuse($"{name} 超过 200 字", "请写简短");
        }

        return text;
    }

    private string? Text(JsonElement line, string name, bool allowNumber = false)
    {
        if (!line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return string.IsNullOrWhiteSpace(value.GetString()) ? null : value.GetString()!.Trim();
        }

        if (allowNumber && value.ValueKind == JsonValueKind.Number)
        {
            return value.GetRawText();
        }

        Refuse($"{name} 应当是文字", $"请写成 \"{name}\":\"…\"");
        return null;
    }

    private void Refuse(string what, string remedy) => _report.Refuse(null, _row, null, what, remedy);
}
