using System.Text.Json;
using Checklists.Catalogue;

namespace Checklists.Submissions.Reading;

/// <summary>The column map is wrong; the message lists every problem in Chinese.</summary>
public sealed class ColumnMapException(IReadOnlyList<string> problems, Exception? inner = null)
    : Exception("列名对照文件有误：" + string.Join("；", problems) + "。", inner)
{
    /// <summary>Every problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

/// <summary>
/// The wordings that villages use in headings, labels, section rows and yes/no answers. A data file (seeds/columns.json) that a county
/// edits; nothing of it is in code.
/// </summary>
public sealed class ColumnMap
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, ListField> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<ListField, string> _preferred = [];
    private readonly Dictionary<string, DutyKind> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool?> _answers = new(StringComparer.Ordinal);
    private readonly File _file;

    private ColumnMap(File file)
    {
        _file = file;
        UnitLabels = Normalised(file.UnitLabels);
        CodeLabels = Normalised(file.CodeLabels);
        NoteLabels = Normalised(file.NoteLabels);
        var problems = new List<string>();
        AddFields(problems);
        AddSections(problems);
        AddAnswers(file.Yes, true, problems);
        AddAnswers(file.No, false, problems);
        AddAnswers(file.Unanswered, null, problems);
        if (problems.Count > 0)
        {
            throw new ColumnMapException(problems);
        }
    }

    /// <summary>Words that make a category, sheet name or title speak of signboards.</summary>
    internal IReadOnlyList<string> SignboardWords => _file.SignboardWords;

    /// <summary>Words that make a category, sheet name or title speak of proofs.</summary>
    internal IReadOnlyList<string> ProofWords => _file.ProofWords;

    /// <summary>Words that make a category speak of duties.</summary>
    internal IReadOnlyList<string> DutyWords => _file.DutyWords;

    /// <summary>Labels before the village's name, normalised.</summary>
    internal HashSet<string> UnitLabels { get; }

    /// <summary>Labels before the village's code, normalised.</summary>
    internal HashSet<string> CodeLabels { get; }

    /// <summary>First words of rows that are notes or signatures, normalised.</summary>
    internal HashSet<string> NoteLabels { get; }

    /// <summary>Sheets that hold no list.</summary>
    internal IReadOnlyList<string> OtherSheets => _file.OtherSheets;

    /// <summary>What a village writes when it has nothing to list.</summary>
    internal IReadOnlyList<string> Nothing => _file.Nothing;

    /// <summary>Classification marks that keep a list off the net.</summary>
    internal IReadOnlyList<string> SecrecyMarks => _file.SecrecyMarks;

    /// <summary>Entries of a 密级 column that mean public.</summary>
    internal IReadOnlyList<string> PublicMarks => _file.PublicMarks;

    /// <summary>Reads a column map file.</summary>
    /// <exception cref="ColumnMapException">The file is missing or wrong.</exception>
    public static ColumnMap Load(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ColumnMapException([$"“{path}”读不到（{e.Message}），请检查路径和权限"], e);
        }
    }

    /// <summary>Reads a column map.</summary>
    /// <exception cref="ColumnMapException">The content is wrong.</exception>
    public static ColumnMap Read(Stream json)
    {
        try
        {
            return new ColumnMap(JsonSerializer.Deserialize<File>(json, Options) ?? throw new ColumnMapException(["内容为空"]));
        }
        catch (JsonException e)
        {
            throw new ColumnMapException([$"第 {e.LineNumber + 1} 行不合 JSON 或有不认识的栏目（{e.Path}）"], e);
        }
    }

    /// <summary>What a heading stands for; <c>null</c> when it is not known.</summary>
    internal ListField? FieldOf(string header) =>
        _fields.TryGetValue(HeaderName.Normalise(header), out var field) ? field : null;

    /// <summary>The first wording listed for a field, for messages.</summary>
    internal string NameOf(ListField field) => _preferred.GetValueOrDefault(field, field.ToString());

    /// <summary>The kind that a section row opens; <c>null</c> when the text is no section.</summary>
    internal DutyKind? SectionOf(string text) =>
        _sections.TryGetValue(HeaderName.WithoutNumbering(text), out var kind) ? kind : null;

    /// <summary>Reads an answer word; <c>false</c> when it is none.</summary>
    internal bool TryAnswer(string word, out bool? answer) => _answers.TryGetValue(HeaderName.Normalise(word), out answer);

    private static HashSet<string> Normalised(IEnumerable<string> words) => words.Select(HeaderName.Normalise).ToHashSet(StringComparer.Ordinal);

    private void AddFields(List<string> problems)
    {
        foreach (var (key, wordings) in _file.Columns)
        {
            if (!Enum.TryParse<ListField>(key, ignoreCase: true, out var field) || !char.IsLetter(key[0]))
            {
                problems.Add($"columns 里的“{key}”不是可用的栏目，可用的有：{string.Join("、", Enum.GetNames<ListField>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
                continue;
            }

            foreach (var wording in wordings)
            {
                _preferred.TryAdd(field, wording);
                if (!_fields.TryAdd(HeaderName.Normalise(wording), field) && _fields[HeaderName.Normalise(wording)] != field)
                {
                    problems.Add($"列名“{wording}”同时写在两个栏目里");
                }
            }
        }

        if (!_fields.ContainsValue(ListField.Text))
        {
            problems.Add("columns 里缺少 text（事项名称）的列名");
        }
    }

    private void AddSections(List<string> problems)
    {
        foreach (var (key, texts) in _file.Sections)
        {
            if (!Enum.TryParse<DutyKind>(key, ignoreCase: true, out var kind))
            {
                problems.Add($"sections 里的“{key}”应为 duty、signboard 或 proof");
                continue;
            }

            foreach (var text in texts)
            {
                _sections[HeaderName.Normalise(text)] = kind;
            }
        }
    }

    private void AddAnswers(IReadOnlyList<string> words, bool? answer, List<string> problems)
    {
        foreach (var word in words)
        {
            if (!_answers.TryAdd(HeaderName.Normalise(word), answer))
            {
                problems.Add($"“{word}”不能既是“是”又是“否”或“未答”");
            }
        }
    }

    private sealed record File
    {
        public string? About { get; init; }

        public Dictionary<string, string[]> Columns { get; init; } = [];

        public Dictionary<string, string[]> Sections { get; init; } = [];

        public string[] SignboardWords { get; init; } = [];

        public string[] ProofWords { get; init; } = [];

        public string[] DutyWords { get; init; } = [];

        public string[] UnitLabels { get; init; } = [];

        public string[] CodeLabels { get; init; } = [];

        public string[] NoteLabels { get; init; } = [];

        public string[] OtherSheets { get; init; } = [];

        public string[] Nothing { get; init; } = [];

        public string[] Yes { get; init; } = [];

        public string[] No { get; init; } = [];

        public string[] Unanswered { get; init; } = [];

        public string[] SecrecyMarks { get; init; } = [];

        public string[] PublicMarks { get; init; } = [];
    }
}
