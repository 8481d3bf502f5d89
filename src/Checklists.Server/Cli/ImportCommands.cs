using System.CommandLine;
using Checklists.Catalogue;
using Checklists.Regions;
using Checklists.Submissions;

namespace Checklists.Server.Cli;

/// <summary><c>import catalogue|regions|submissions</c>.</summary>
public static class ImportCommands
{
    private const string Actor = "command";

    /// <summary>Adds the verbs.</summary>
    public static void AddTo(RootCommand root)
    {
        var import = new Command("import", "导入省级清单、行政区划或村报清单（整份导入，有错则一行也不导入）");
        import.Subcommands.Add(Single("catalogue", "导入省级清单（.json）并启用", CatalogueAsync));
        import.Subcommands.Add(Single("regions", "导入行政区划和乡镇收件邮箱（.json）", RegionsAsync));
        var files = new Argument<string[]>("FILE") { Description = "村报清单：.xlsx、.csv、.jsonl，或包含它们的目录", Arity = ArgumentArity.OneOrMore };
        var village = new Option<string?>("--village") { Description = "12 位村级区划代码（文件本身没有写明时）" };
        var submissions = new Command("submissions", "导入村报清单") { files, village };
        submissions.SetAction((parsed, cancellationToken) =>
            SubmissionsAsync(parsed.GetValue(files)!, parsed.GetValue(village), cancellationToken));
        import.Subcommands.Add(submissions);
        root.Subcommands.Add(import);
    }

    private static Command Single(string name, string description, Func<string, CancellationToken, Task<int>> action)
    {
        var file = new Argument<string>("FILE") { Description = "文件" };
        var command = new Command(name, description) { file };
        command.SetAction((parsed, cancellationToken) => action(parsed.GetValue(file)!, cancellationToken));
        return command;
    }

    private static async Task<int> CatalogueAsync(string file, CancellationToken cancellationToken)
    {
        var catalogue = CatalogueFile.Read(file);
        await using var service = await VerbHost.StartAsync(VerbHost.Settings(), withJobs: false, cancellationToken);
        var changed = await service.Services.GetRequiredService<CatalogueStore>().ActivateAsync(catalogue, Actor, cancellationToken);
        Console.WriteLine(changed
            ? $"已启用《{catalogue.Name}》{catalogue.Version}，共 {catalogue.Items.Count} 条。"
            : $"《{catalogue.Name}》{catalogue.Version} 已是现行清单，没有改动。");
        return ExitCode.Done;
    }

    private static async Task<int> RegionsAsync(string file, CancellationToken cancellationToken)
    {
        var tree = RegionsFile.Load(file);
        var settings = VerbHost.Settings();
        if (tree.County.Code != settings.County)
        {
            throw new BadInputException(
                $"文件是{tree.County.Name}（{tree.County.Code}）的区划，而设置 Checklists__County 是 {settings.County}。请换文件，或改设置。");
        }

        await using var service = await VerbHost.StartAsync(settings, withJobs: false, cancellationToken);
        var added = await service.Services.GetRequiredService<RegionStore>().ImportAsync(tree, Actor, cancellationToken);
        Console.WriteLine($"{tree.County.Name}：{tree.Townships.Count} 个乡镇（街道），{tree.Villages.Count} 个村（社区），其中新增 {added} 个区划。");
        return ExitCode.Done;
    }

    private static async Task<int> SubmissionsAsync(string[] paths, string? village, CancellationToken cancellationToken)
    {
        var files = ListFiles.Of(paths);
        if (village is not null && files.Count != 1)
        {
            throw new BadInputException("--village 只能与一个文件一起使用。");
        }

        await using var service = await VerbHost.StartAsync(VerbHost.Settings(), withJobs: false, cancellationToken);
        var import = new ListImport(service.Services.GetRequiredService<SubmissionIntake>());
        var outcome = await WorkProgress.ShowAsync(
            $"接收村报清单（{files.Count} 份）",
            files.Count,
            advance => import.RunAsync(files, village, Actor, advance, cancellationToken));
        ImportReport.Write(outcome);
        return outcome.Refused.Count > 0 ? ExitCode.BadInput : ExitCode.Done;
    }
}
