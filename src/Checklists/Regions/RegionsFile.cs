using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Checklists.Regions;

/// <summary>A regions file is wrong; the message lists every problem in Chinese.</summary>
public sealed class RegionsFileException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception($"区划文件有误，未导入：{string.Join("；", problems)}。", inner)
{
    /// <summary>Every problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>Reads a county's regions (seeds/regions/*.json): whole, or not at all with every fault named.</summary>
public static partial class RegionsFile
{
    private const int MaxNameLength = 40;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a regions file.</summary>
    /// <exception cref="RegionsFileException">The file is missing or wrong.</exception>
    public static RegionTree Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegionsFileException([$"“{path}”读不到（{e.Message}），请检查路径和权限"], e);
        }
    }

    /// <summary>Reads regions.</summary>
    /// <exception cref="RegionsFileException">The content is wrong.</exception>
    public static RegionTree Read(Stream json)
    {
        try
        {
            var file = JsonSerializer.Deserialize<CountyEntry>(json, Options) ?? throw new RegionsFileException(["内容为空"]);
            return new Flattening().Flatten(file);
        }
        catch (JsonException e)
        {
            throw new RegionsFileException([$"第 {e.LineNumber + 1} 行不合 JSON 或有不认识的栏目（{e.Path}）"], e);
        }
    }

    [GeneratedRegex(@"^\d{12}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    // Deliberately narrow: no quotes, spaces or control characters ever reach a mail header.
    [GeneratedRegex(@"^[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MailAddress();

    private sealed class Flattening
    {
        private readonly List<Region> _regions = [];
        private readonly List<RegionContact> _contacts = [];
        private readonly List<string> _problems = [];
        private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

        public RegionTree Flatten(CountyEntry county)
        {
            Add(county.Code, county.Name, RegionLevel.County, null, county.Sample);
            AddContacts(county.Code, county.Name, county.Contacts);
            foreach (var township in county.Townships)
            {
                AddTownship(township, county);
            }

            if (county.Townships.Count == 0)
            {
                _problems.Add("townships 里没有乡镇（街道）");
            }

            return _problems.Count == 0 ? new RegionTree(_regions, _contacts) : throw new RegionsFileException(_problems);
        }

        private void AddTownship(TownshipEntry township, CountyEntry county)
        {
            Add(township.Code, township.Name, RegionLevel.Township, county.Code, township.Sample);
            AddContacts(township.Code, township.Name, township.Contacts);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var village in township.Villages)
            {
                Add(village.Code, village.Name, RegionLevel.Village, township.Code, village.Sample);
                if (!names.Add(village.Name ?? string.Empty))
                {
                    _problems.Add($"“{township.Name}”里有两个“{village.Name}”，请改名区分");
                }
            }
        }

        private void Add(string? code, string? name, RegionLevel level, string? parent, bool isSample)
        {
            var shown = $"“{name}”（{code}）";
            if (code is null || !Code().IsMatch(code))
            {
                _problems.Add($"{shown}的代码应为 12 位数字");
                return;
            }

            if (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name != name.Trim() || name.Any(char.IsControl))
            {
                _problems.Add($"代码 {code} 的名称为空、过长或含有空格和控制字符");
            }

            if (!_codes.Add(code))
            {
                _problems.Add($"{shown}的代码重复");
                return;
            }

            if (!LiesWithin(code, level, parent))
            {
                _problems.Add($"{shown}的代码与层级或上级 {parent} 不符：县为 6 位加 6 个 0，乡镇为 9 位加 3 个 0，村为 12 位");
            }

            _regions.Add(new Region { Code = code, Name = name ?? string.Empty, Level = level, ParentCode = parent, IsSample = isSample });
        }

        private static bool LiesWithin(string code, RegionLevel level, string? parent) => level switch
        {
            RegionLevel.County => code.EndsWith("000000", StringComparison.Ordinal),
            RegionLevel.Township => parent?.Length == 12 && code.StartsWith(parent[..6], StringComparison.Ordinal)
                && code.EndsWith("000", StringComparison.Ordinal) && !code.EndsWith("000000", StringComparison.Ordinal),
            _ => parent?.Length == 12 && code.StartsWith(parent[..9], StringComparison.Ordinal) && !code.EndsWith("000", StringComparison.Ordinal),
        };

        private void AddContacts(string? code, string? name, IReadOnlyList<ContactEntry> contacts)
        {
            foreach (var contact in contacts)
            {
                if (contact.Address is null || !MailAddress().IsMatch(contact.Address))
                {
                    _problems.Add($"“{name}”的邮箱“{contact.Address}”不合格式");
                }
                else
                {
                    _contacts.Add(new RegionContact { RegionCode = code ?? string.Empty, Address = contact.Address, Office = contact.Office });
                }
            }
        }
    }

    private sealed record CountyEntry
    {
        public string? About { get; init; }

        public string? Code { get; init; }

        public string? Name { get; init; }

        public bool Sample { get; init; }

        public IReadOnlyList<ContactEntry> Contacts { get; init; } = [];

        public IReadOnlyList<TownshipEntry> Townships { get; init; } = [];
    }

    private sealed record TownshipEntry
    {
        public string? Code { get; init; }

        public string? Name { get; init; }

        public bool Sample { get; init; }

        public IReadOnlyList<ContactEntry> Contacts { get; init; } = [];

        public IReadOnlyList<VillageEntry> Villages { get; init; } = [];
    }

    private sealed record VillageEntry
    {
        public string? Code { get; init; }

        public string? Name { get; init; }

        public bool Sample { get; init; }
    }

    private sealed record ContactEntry
    {
        public string? Address { get; init; }

        public string? Office { get; init; }
    }
}
