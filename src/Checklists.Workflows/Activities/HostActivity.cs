using System.Text.Json.Nodes;

namespace Checklists.Workflows.Activities;

/// <summary>
/// An activity that the host program supplies, for example <c>Checklists.CheckSubmission</c>. One object serves all executions,
/// so it keeps nothing between calls. What it writes through the context's transaction commits together with the instance's new
/// state, or not at all; effects elsewhere must be keyed by <see cref="HostActivityContext.SideEffectKey"/>.
/// </summary>
public abstract class HostActivity
{
    /// <summary>The type as definitions name it.</summary>
    public abstract string Type { get; }

    /// <summary>The inputs it reads, in JSON spelling (camelCase).</summary>
    public virtual IReadOnlyList<string> Inputs => [];

    /// <summary>The inputs it cannot do without; part of <see cref="Inputs"/>.</summary>
    public virtual IReadOnlyList<string> RequiredInputs => [];

    /// <summary>The outputs that can be bound to variables, in JSON spelling.</summary>
    public virtual IReadOnlyList<string> Outputs => [];

    /// <summary>The outcomes it can complete with: the ports in the drawing.</summary>
    public virtual IReadOnlyList<string> Outcomes => ["Done"];

    /// <summary>Whether it can wait at a bookmark.</summary>
    public virtual bool Waits => false;

    /// <summary>How often it is tried again when it fails.</summary>
    public virtual RetryPolicy Retry => RetryPolicy.Default;

    /// <summary>Begins the activity. When it neither completes nor suspends, it is complete with the outcome Done.</summary>
    public abstract ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken);

    /// <summary>Goes on after one of its bookmarks was consumed; <see cref="HostActivityContext.ResumedBookmark"/> says which.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="payload">What the stimulus brought; null when time resumed it.</param>
    /// <param name="cancellationToken">Gives up the step.</param>
    public virtual ValueTask ResumeAsync(HostActivityContext context, JsonNode? payload, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
