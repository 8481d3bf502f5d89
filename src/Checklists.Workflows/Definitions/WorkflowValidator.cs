using Checklists.Workflows.Activities;

namespace Checklists.Workflows.Definitions;

/// <summary>Checks a definition before it is used and reports every problem at once.</summary>
public static class WorkflowValidator
{
    /// <summary>Checks a definition.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="activities">The activities that can be executed.</param>
    /// <returns>The problems in the order of the file; empty when there are none.</returns>
    public static IReadOnlyList<WorkflowProblem> Validate(WorkflowDefinition definition, ActivityRegistry activities) =>
        new DefinitionCheck(definition, activities).Run();

    /// <summary>Checks definitions that belong together: each one, and whether the children they start exist among them.</summary>
    /// <param name="definitions">The definitions.</param>
    /// <param name="activities">The activities that can be executed.</param>
    public static IReadOnlyList<WorkflowProblem> ValidateTogether(IReadOnlyList<WorkflowDefinition> definitions, ActivityRegistry activities)
    {
        var problems = definitions.SelectMany(definition => Validate(definition, activities)).ToList();
        foreach (var twice in definitions.GroupBy(definition => definition.DefinitionId, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            problems.Add(new WorkflowProblem(ProblemSeverity.Error, twice.Last().File, "$.definitionId", $"流程编号“{twice.Key}”用了不止一次。", "请给其中一个流程换一个编号。"));
        }

        var known = definitions.Select(definition => definition.DefinitionId).ToHashSet(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            problems.AddRange(definition.Nodes
                .Select(node => node.Inputs.GetValueOrDefault("workflowDefinitionId"))
                .OfType<InputExpression>()
                .Where(child => child.Kind == ExpressionKind.Literal && !known.Contains(child.Text))
                .Select(child => new WorkflowProblem(ProblemSeverity.Warning, definition.File, child.Path, $"要启动的流程“{child.Text}”不在这些文件里。", "请加入它的定义，或改正编号。")));
        }

        return problems;
    }
}
