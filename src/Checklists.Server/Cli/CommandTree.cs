using System.CommandLine;
using System.CommandLine.Help;

namespace Checklists.Server.Cli;

/// <summary>The verbs of the command line.</summary>
public static class CommandTree
{
    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("村级减负清单核对：接收村报清单，对照省级清单逐条核对，每周出具核对情况告知单并发送到乡镇。");
        DemoCommand.AddTo(root);
        ServeCommand.AddTo(root);
        CheckVerbs.AddTo(root);
        MatchingVerbs.AddTo(root);
        ImportCommands.AddTo(root);
        RunCommands.AddTo(root);
        WorkflowVerbs.AddTo(root);
        UserCommands.AddTo(root);
        AddHelp(root);

        var parsed = root.Parse(args.Length == 0 ? ["help"] : args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("用法见 ./checklists help。");
            return ExitCode.BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Failure.From(exception) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.Code;
        }
    }

    private static void AddHelp(RootCommand root)
    {
        var help = new Command("help", "列出各项命令");
        help.SetAction(_ => root.Parse(["--help"]).Invoke());
        root.Subcommands.Add(help);
    }
}
