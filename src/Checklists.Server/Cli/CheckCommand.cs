using System.Text;
using Checklists.Catalogue;
using Checklists.Documents.Spreadsheets;
using Checklists.Matching;
using Checklists.Submissions.Reading;

namespace Checklists.Server.Cli;

/// <summary><c>check</c>: says of every line of a list which item it is, offline and without a database.</summary>
public static class CheckCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs the verb.</summary>
    /// <returns>0 when done; 2 when the file, the catalogue or an option is wrong.</returns>
    public static int Run(CheckOptions options, TextWriter output, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            return Check(options, output, error);
        }
        catch (Exception e) when (e is CatalogueFileException or MatchingDataException or SpreadsheetException or ColumnMapException)
        {
            error.WriteLine(e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error.WriteLine($"找不到文件：{options.File}。请核对路径。");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"文件无法读写：{e.Message} 请核对路径和权限。");
        }

        return ExitCode.BadInput;
    }

    private static int Check(CheckOptions options, TextWriter output, TextWriter error)
    {
        if (Misuse(options) is { } misuse)
        {
            error.WriteLine(misuse);
            return ExitCode.BadInput;
        }

        var problems = new List<string>();
        var sheet = IsSheet(options.File) ? SheetInput.Read(options.File, options.SeedsDirectory, problems) : null;
        var lines = sheet?.Lines ?? JsonLinesInput.Read(options.File, problems);
        if (problems.Count > 0)
        {
            error.WriteLine($"{options.File} 未核对，请改正后重试：");
            problems.ForEach(error.WriteLine);
            return ExitCode.BadInput;
        }

        var catalogue = CatalogueFile.Read(options.Catalogue ?? Path.Combine(options.SeedsDirectory, "catalogue.json"));
        var matcher = DutyMatcher.Build(catalogue, MatchingData.Load(options.SeedsDirectory));
        var assessments = lines.Select(l => matcher.Assess(l.Input)).ToList();
        if (options.Format == "xlsx")
        {
            File.WriteAllBytes(options.Out!, Workbook(options, sheet, lines, assessments, catalogue));
            return ExitCode.Done;
        }

        using var file = options.Out is null ? null : new StreamWriter(options.Out, append: false, Utf8);
        Print(options.Format, lines, assessments, catalogue, file ?? output);
        return ExitCode.Done;
    }

    private static string? Misuse(CheckOptions options) => options.Format switch
    {
        "xlsx" when options.Out is null => "--format xlsx 需要用 --out 指定写入的文件。",
        "table" or "jsonl" or "xlsx" => null,
        _ => $"--format 的值“{options.Format}”无法识别。可用的值：table、jsonl、xlsx。",
    };

    private static bool IsSheet(string path) => Path.GetExtension(path).ToLowerInvariant() is not (".jsonl" or ".ndjson");

    private static byte[] Workbook(
        CheckOptions options, SheetInput? sheet, IReadOnlyList<CheckedLine> lines, List<Assessment> assessments, CatalogueVersion catalogue) =>
        sheet is not null && sheet.Tables.Any(t => t.Sheet is not null) && Path.GetExtension(options.File).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)
            ? CheckedWorkbook.Annotate(sheet, assessments, catalogue)
            : CheckedWorkbook.Write(lines, assessments, catalogue);

    private static void Print(
        string format, IReadOnlyList<CheckedLine> lines, List<Assessment> assessments, CatalogueVersion catalogue, TextWriter output)
    {
        if (format == "jsonl")
        {
            JsonLinesOutput.Write(lines, assessments, output);
        }
        else
        {
            CheckTable.Write(lines, assessments, catalogue, output);
        }
    }
}
