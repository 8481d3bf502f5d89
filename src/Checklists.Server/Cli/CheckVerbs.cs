using System.CommandLine;
using Checklists.Platform;

namespace Checklists.Server.Cli;

/// <summary>The verbs about matching and the provincial list, which need no database.</summary>
internal static class CheckVerbs
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(Check());
        root.Subcommands.Add(Evaluate());
        root.Subcommands.Add(Train());
        var catalogue = new Command("catalogue", "比较省级清单的两个版本");
        catalogue.Subcommands.Add(Diff());
        root.Subcommands.Add(catalogue);
    }

    private static Command Check()
    {
        var file = new Argument<string>("FILE") { Description = "清单：.xlsx、.csv 或 .jsonl" };
        var catalogue = new Option<string?>("--catalogue") { Description = "省级清单文件；不写则用随附的样例清单" };
        var format = new Option<string>("--format") { Description = "table、jsonl 或 xlsx", DefaultValueFactory = _ => "table" };
        var output = new Option<string?>("--out") { Description = "写入文件；不写则打印" };
        var command = new Command("check", "离线核对一份清单，不需要数据库") { file, catalogue, format, output };
        command.SetAction(parsed => CheckCommand.Run(
            new CheckOptions(
                parsed.GetValue(file)!,
                parsed.GetValue(catalogue),
                parsed.GetValue(format)!,
                parsed.GetValue(output),
                ProductFiles.Seeds),
            Console.Out,
            Console.Error));
        return command;
    }

    private static Command Evaluate()
    {
        var file = new Argument<string>("FILE") { Description = "带标签的行（.jsonl，格式同 seeds/phrases）" };
        var catalogue = new Option<string?>("--catalogue") { Description = "省级清单文件；不写则用随附的样例清单" };
        var command = new Command("evaluate", "用本县自己标注的行衡量系统初核的准确程度") { file, catalogue };
        command.SetAction(parsed => EvaluateCommand.Run(
            new EvaluateOptions(parsed.GetValue(file)!, parsed.GetValue(catalogue), ProductFiles.Seeds), Console.Out, Console.Error));
        return command;
    }

    private static Command Train()
    {
        var crossValidate = new Option<bool>("--cross-validate") { Description = "只交叉验证，不写模型文件" };
        var command = new Command("train", "由 seeds/phrases 重新训练核对模型") { crossValidate };
        command.SetAction(parsed => TrainCommand.Run(
            new TrainOptions(ProductFiles.Seeds, parsed.GetValue(crossValidate)), Console.Out, Console.Error));
        return command;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("A") { Description = "原版本文件" };
        var after = new Argument<string>("B") { Description = "新版本文件" };
        var command = new Command("diff", "列出两个版本之间新增、删除和变动的条目") { before, after };
        command.SetAction(parsed => CatalogueCommands.Diff(
            parsed.GetValue(before)!, parsed.GetValue(after)!, Console.Out, Console.Error));
        return command;
    }
}
