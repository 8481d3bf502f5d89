using System.CommandLine;
using Checklists.Platform;
using Checklists.Workflows.Activities;

namespace Checklists.Server.Cli;

/// <summary><c>workflow validate</c> and <c>workflow run</c>, which need no database.</summary>
internal static class WorkflowVerbs
{
    public static void AddTo(RootCommand root)
    {
        var workflow = new Command("workflow", "检查和试运行工作流定义（Elsa 3 格式）");
        workflow.Subcommands.Add(Validate());
        workflow.Subcommands.Add(Run());
        root.Subcommands.Add(workflow);
    }

    private static Command Validate()
    {
        var path = new Argument<string>("DIR|FILE") { Description = "定义文件，或放有定义文件的目录" };
        var command = new Command("validate", "一次列出全部问题：文件、位置、原因、改法") { path };
        command.SetAction(parsed => WorkflowCommands.Validate(parsed.GetValue(path)!, Registry(), Console.Out, Console.Error));
        return command;
    }

    private static Command Run()
    {
        var file = new Argument<string?>("FILE") { Description = "定义文件", Arity = ArgumentArity.ZeroOrOne };
        var script = new Option<string?>("--script") { Description = "脚本文件：依次启动、触发事件、完成任务" };
        var cases = new Option<string?>("--cases") { Description = "放有用例文件的目录" };
        var command = new Command("run", "在模拟时钟上运行一个定义，不需要数据库") { file, script, cases };
        command.SetAction(parsed => (parsed.GetValue(file), parsed.GetValue(script), parsed.GetValue(cases)) switch
        {
            (null, null, { } directory) => WorkflowCommands.RunCases(directory, Registry(), Console.Out, Console.Error),
            ({ } definition, { } steps, null) => WorkflowCommands.Run(definition, steps, Registry(), Console.Out, Console.Error),
            _ => throw new BadInputException("用法：workflow run 定义文件 --script 脚本文件，或 workflow run --cases 目录。"),
        });
        return command;
    }

    private static ActivityRegistry Registry() => Composition.DescribeActivities();
}
