using System.CommandLine;
using Checklists.Platform;

namespace Checklists.Server.Cli;

/// <summary>The verbs that measure speed and memory of the matcher; they need no database.</summary>
internal static class MatchingVerbs
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(new Command("bench", "测量速度和内存") { BenchMatching() });
    }

    private static Command BenchMatching()
    {
        var command = new Command("matching", "测量匹配的速度和内存");
        command.SetAction(_ => BenchMatchingCommand.Run(ProductFiles.Seeds, Console.Out, Console.Error));
        return command;
    }
}
