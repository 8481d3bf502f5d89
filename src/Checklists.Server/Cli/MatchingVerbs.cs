using System.CommandLine;
using Checklists.Platform;

namespace Checklists.Server.Cli;

/// <summary>The verbs that train and measure the matcher; none needs a database.</summary>
internal static class MatchingVerbs
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(Evaluate());
        root.Subcommands.Add(Train());
        root.Subcommands.Add(new Command("bench", "测量速度和内存") { BenchMatching() });
    }

    private static Command BenchMatching()
    {
        var command = new Command("matching", "测量匹配的速度和内存");
        command.SetAction(_ => BenchMatchingCommand.Run(ProductFiles.Seeds, Console.Out, Console.Error));
        return command;
    }

    private static Command Evaluate()
    {
        var file = new Argument<string>("FILE") { Description = "带正确答案的行（.jsonl，格式同 seeds/phrases）" };
        var catalogue = new Option<string?>("--catalogue") { Description = "省级清单文件；不写则用随附的样例清单" };
        var command = new Command("evaluate", "用带正确答案的行测量匹配的准确程度") { file, catalogue };
        command.SetAction(parsed => EvaluateCommand.Run(
            new EvaluateOptions(parsed.GetValue(file)!, parsed.GetValue(catalogue), ProductFiles.Seeds), Console.Out, Console.Error));
        return command;
    }

    private static Command Train()
    {
        var crossValidate = new Option<bool>("--cross-validate") { Description = "只做交叉验证，不写模型" };
        var command = new Command("train", "从语料训练匹配模型") { crossValidate };
        command.SetAction(parsed => TrainCommand.Run(
            new TrainOptions(ProductFiles.Seeds, parsed.GetValue(crossValidate)), Console.Out, Console.Error));
        return command;
    }
}
