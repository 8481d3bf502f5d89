using System.Globalization;
using System.Text.Json;

namespace Checklists.Catalogue;

/// <summary>Reads one parsed file, gathering every problem before refusing.</summary>
internal sealed class CatalogueReading
{
    private const int MaxTextLength = 2000;
    private readonly List<CatalogueProblem> _problems = [];
    private readonly List<CatalogueItem> _items = [];
    private readonly JsonElement _root;

    public CatalogueReading(JsonElement root) => _root = root;

    public CatalogueVersion Finish()
    {
        if (_root.ValueKind != JsonValueKind.Object)
        {
            Report("文件", "最外层不是对象", "最外层应为 {\"meta\":…,\"items\":[…]}");
            throw new CatalogueFileException(_problems);
        }

        var meta = ReadMeta();
        ReadItems();
        CheckCodes();
        if (_problems.Count > 0)
        {
            throw new CatalogueFileException(_problems);
        }

        return new CatalogueVersion(meta.Name, meta.Version, meta.EffectiveFrom, meta.Status, _items);
    }

    private (string Name, string Version, DateOnly EffectiveFrom, string Status) ReadMeta()
    {
        if (!_root.TryGetProperty("meta", out var meta) || meta.ValueKind != JsonValueKind.Object)
        {
            Report("meta", "缺少清单说明", "请补充 meta：name（清单名称）、version（版本）、effectiveFrom（施行日期）");
            return default;
        }

        var name = Text(meta, "name", "meta", "清单名称", required: true);
        var version = Text(meta, "version", "meta", "版本", required: true);
        var date = Text(meta, "effectiveFrom", "meta", "施行日期", required: true);
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var effective) && date.Length > 0)
        {
            Report("meta.effectiveFrom", $"“{date}”不是日期", "请写成 2026-01-01 的形式");
        }

        return (name, version, effective, Text(meta, "status", "meta", "清单性质", required: false));
    }

    private void ReadItems()
    {
        if (!_root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            Report("items", "缺少清单条目", "请补充 items 数组，每项一条");
            return;
        }

        if (items.GetArrayLength() == 0)
        {
            Report("items", "清单没有任何条目", "请核对是否导错了文件");
        }

        var number = 0;
        foreach (var item in items.EnumerateArray())
        {
            ReadItem(item, ++number);
        }
    }

    private void ReadItem(JsonElement item, int number)
    {
        var where = $"第{number}项";
        if (item.ValueKind != JsonValueKind.Object)
        {
            Report(where, "不是对象", "每项应为 {\"code\":…,\"title\":…}");
            return;
        }

        var code = Text(item, "code", where, "编码", required: true);
        where = code.Length > 0 ? $"第{number}项（{code}）" : where;
        var kind = Word<DutyKind>(item, "kind", where, "类型", "duty、signboard、proof", CatalogueWords.TryKind);
        var category = Word<DutyCategory>(item, "category", where, "类别", "primary、assisting、prohibited", CatalogueWords.TryCategory);
        var permission = item.TryGetProperty("permission", out _)
            ? Word<ItemPermission>(item, "permission", where, "许可", "allowed、conditional、prohibited", CatalogueWords.TryPermission)
            : DefaultPermission(category);
        if ((permission == ItemPermission.Prohibited) != (category == DutyCategory.Prohibited))
        {
            Report(where, "category 与 permission 相互矛盾", "负面事项的 permission 应为 prohibited，其余不得为 prohibited");
        }

        _items.Add(new CatalogueItem(
            code,
            kind,
            category,
            Text(item, "domain", where, "领域", required: false),
            Text(item, "title", where, "名称", required: true),
            Text(item, "description", where, "内容", required: true),
            List(item, "keywords", where),
            List(item, "legalBasis", where),
            Text(item, "leadDepartment", where, "牵头部门", required: false),
            Text(item, "conditions", where, "条件", required: false),
            permission,
            List(item, "contrast", where)));
    }

    private void CheckCodes()
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < _items.Count; i++)
        {
            var code = _items[i].Code;
            if (code.Length > 0 && !first.TryAdd(code, i + 1))
            {
                Report($"第{i + 1}项（{code}）", $"编码与第{first[code]}项重复", "请给每项不同的编码");
            }
        }

        foreach (var item in _items)
        {
            foreach (var contrast in item.Contrast.Where(c => !first.ContainsKey(c)))
            {
                Report($"{item.Code}.contrast", $"对照编码“{contrast}”不在清单中", "请改为清单中已有的编码，或者删去");
            }
        }
    }

    private delegate bool TryWord<T>(string? word, out T value);

    private T Word<T>(JsonElement item, string field, string where, string label, string allowed, TryWord<T> tryWord)
    {
        var word = Text(item, field, where, label, required: true);
        if (!tryWord(word, out var value) && word.Length > 0)
        {
            Report(where, $"{label} {field} 的值“{word}”无法识别", $"可用的值：{allowed}");
        }

        return value;
    }

    private string Text(JsonElement parent, string field, string where, string label, bool required)
    {
        var present = parent.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;
        if (present && value.ValueKind != JsonValueKind.String)
        {
            Report(where, $"{label} {field} 不是文字", "请用引号括起");
            return string.Empty;
        }

        var text = present ? value.GetString()!.Trim() : string.Empty;
        if (required && text.Length == 0)
        {
            Report(where, $"缺少{label} {field}", "请补充");
        }

        if (text.Length > MaxTextLength)
        {
            Report(where, $"{label} {field} 超过{MaxTextLength}字", "请缩短");
        }

        return text;
    }

    private List<string> List(JsonElement item, string field, string where)
    {
        if (!item.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.String))
        {
            Report(where, $"{field} 不是文字的数组", "请写成 [\"…\",\"…\"]");
            return [];
        }

        return [.. value.EnumerateArray().Select(v => v.GetString()!.Trim()).Where(v => v.Length > 0)];
    }

    private static ItemPermission DefaultPermission(DutyCategory category) =>
        category == DutyCategory.Prohibited ? ItemPermission.Prohibited : ItemPermission.Allowed;

    private void Report(string where, string what, string remedy) => _problems.Add(new CatalogueProblem(where, what, remedy));
}
