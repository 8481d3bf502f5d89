using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Checklists.Catalogue;

/// <summary>Reads and writes the list's file format: a JSON object with <c>meta</c> and <c>items</c>.</summary>
public static class CatalogueFile
{
    /// <summary>Largest file accepted, in bytes; a list of 10,000 items is far below it.</summary>
    public const long MaxBytes = 32L * 1024 * 1024;

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads a file; whole or nothing.</summary>
    /// <exception cref="CatalogueFileException">The file is missing, is not JSON or breaks a rule; all problems are listed.</exception>
    public static CatalogueVersion Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueFileException([new CatalogueProblem($"文件 {path}", "无法打开", "请核对路径和读取权限")]);
        }
    }

    /// <summary>Reads UTF-8 JSON; whole or nothing.</summary>
    /// <exception cref="CatalogueFileException">It is not JSON or breaks a rule; all problems are listed.</exception>
    public static CatalogueVersion Read(Stream json)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var document = Parse(json);
        return new CatalogueReading(document.RootElement).Finish();
    }

    /// <summary>The canonical form: fixed field order, no white space. Reading it back gives the same hash.</summary>
    public static string ToJson(CatalogueVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Json(w =>
        {
            w.WriteStartObject();
            w.WriteStartObject("meta");
            w.WriteString("name", version.Name);
            w.WriteString("version", version.Version);
            w.WriteString("effectiveFrom", version.EffectiveFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            w.WriteString("status", version.Status);
            w.WriteEndObject();
            w.WriteStartArray("items");
            foreach (var item in version.Items)
            {
                WriteItem(w, item);
            }

            w.WriteEndArray();
            w.WriteEndObject();
        });
    }

    /// <summary>One item in the canonical form.</summary>
    internal static string ItemJson(CatalogueItem item) => Json(w => WriteItem(w, item));

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Canonical))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteItem(Utf8JsonWriter w, CatalogueItem item)
    {
        w.WriteStartObject();
        w.WriteString("code", item.Code);
        w.WriteString("kind", CatalogueWords.Of(item.Kind));
        w.WriteString("category", CatalogueWords.Of(item.Category));
        w.WriteString("domain", item.Domain);
        w.WriteString("title", item.Title);
        w.WriteString("description", item.Description);
        WriteList(w, "keywords", item.Keywords);
        WriteList(w, "legalBasis", item.LegalBasis);
        w.WriteString("leadDepartment", item.LeadDepartment);
        w.WriteString("conditions", item.Conditions);
        w.WriteString("permission", CatalogueWords.Of(item.Permission));
        WriteList(w, "contrast", item.Contrast);
        w.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter w, string name, IReadOnlyList<string> values)
    {
        w.WriteStartArray(name);
        foreach (var value in values)
        {
            w.WriteStringValue(value);
        }

        w.WriteEndArray();
    }

    private static JsonDocument Parse(Stream json)
    {
        if (json.CanSeek && json.Length - json.Position > MaxBytes)
        {
            throw Refused("文件大小超过32MB", "请只导出清单本身的各项");
        }

        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line ? $"第{line + 1}行附近" : "文件开头";
            throw new CatalogueFileException(
                [new CatalogueProblem(where, "不是有效的JSON（或有重复的字段名）", "请用导出的清单文件，或按 seeds/catalogue.json 的格式改正后再导入")]);
        }
    }

    private static CatalogueFileException Refused(string what, string remedy) => new([new CatalogueProblem("文件", what, remedy)]);
}
