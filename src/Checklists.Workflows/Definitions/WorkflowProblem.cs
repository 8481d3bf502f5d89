namespace Checklists.Workflows.Definitions;

/// <summary>Something wrong with a definition, worded so that the person who drew it can put it right.</summary>
/// <param name="Severity">Whether the definition is refused.</param>
/// <param name="File">The file, or null when the definition did not come from one.</param>
/// <param name="Path">JSON path of the place.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record WorkflowProblem(ProblemSeverity Severity, string? File, string Path, string Reason, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{File ?? "-"} {Path}: {(Severity == ProblemSeverity.Error ? "错误" : "警告")}：{Reason} {Remedy}";
}

/// <summary>Whether a problem stops a definition from being used.</summary>
public enum ProblemSeverity
{
    /// <summary>The definition runs, but perhaps not as meant.</summary>
    Warning,

    /// <summary>The definition is refused.</summary>
    Error,
}

/// <summary>A definition was refused. <see cref="Problems"/> lists everything that was found, not only the first.</summary>
public sealed class WorkflowDefinitionException : Exception
{
    /// <summary>Makes the exception from the problems found.</summary>
    public WorkflowDefinitionException(IReadOnlyList<WorkflowProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>The problems, errors and warnings.</summary>
    public IReadOnlyList<WorkflowProblem> Problems { get; }
}
