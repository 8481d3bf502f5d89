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
}
