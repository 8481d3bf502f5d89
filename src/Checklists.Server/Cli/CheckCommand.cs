using System.Text;
using Checklists.Catalogue;
using Checklists.Matching;

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
        catch (Exception e) when (e is CatalogueFileException or MatchingDataException)
        {
            error.WriteLine(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"文件无法读写：{e.Message} 请核对路径和权限。");
        }

        return 2;
    }

    private static int Check(CheckOptions options, TextWriter output, TextWriter error)
    {
        if (options.Format is not ("table" or "jsonl"))
        {
            error.WriteLine($"--format 的值“{options.Format}”无法识别。可用的值：table、jsonl。");
            return 2;
        }

        var problems = new List<string>();
        var lines = JsonLinesInput.Read(options.File, problems);
        if (problems.Count > 0)
        {
            error.WriteLine($"{options.File} 未核对，请改正后重试：");
            problems.ForEach(error.WriteLine);
            return 2;
        }

        var catalogue = CatalogueFile.Read(options.Catalogue ?? Path.Combine(options.SeedsDirectory, "catalogue.json"));
        var matcher = DutyMatcher.Build(catalogue, MatchingData.Load(options.SeedsDirectory));
        var assessments = lines.Select(l => matcher.Assess(l.Input)).ToList();
        using var file = options.Out is null ? null : new StreamWriter(options.Out, append: false, Utf8);
        if (options.Format == "jsonl")
        {
            JsonLinesOutput.Write(lines, assessments, file ?? output);
        }
        else
        {
            CheckTable.Write(lines, assessments, catalogue, file ?? output);
        }

        return 0;
    }
}
