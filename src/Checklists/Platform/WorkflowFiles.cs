using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;

namespace Checklists.Platform;

/// <summary>The workflow definitions in the folder <c>workflows</c>, checked whole before any of them is used.</summary>
public static class WorkflowFiles
{
    /// <summary>Reads and checks every *.json of the folder.</summary>
    /// <exception cref="WorkflowFilesException">One or more cannot be used; the message lists every problem.</exception>
    public static IReadOnlyList<WorkflowDefinition> Load(string directory, ActivityRegistry registry)
    {
        var definitions = new List<WorkflowDefinition>();
        var problems = new List<string>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                var definition = WorkflowDefinition.Parse(File.ReadAllText(file), Path.GetFileName(file));
                problems.AddRange(WorkflowValidator.Validate(definition, registry)
                    .Where(p => p.Severity == ProblemSeverity.Error)
                    .Select(p => p.ToString()));
                definitions.Add(definition);
            }
            catch (WorkflowDefinitionException exception)
            {
                problems.Add(exception.Message);
            }
        }

        return problems.Count == 0 ? definitions : throw new WorkflowFilesException(problems);
    }
}

/// <summary>Definitions in the folder <c>workflows</c> that cannot be used.</summary>
public sealed class WorkflowFilesException(IReadOnlyList<string> problems)
    : Exception("工作流定义有误，服务没有启动：" + Environment.NewLine + string.Join(Environment.NewLine, problems));
