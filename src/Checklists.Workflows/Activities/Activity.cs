using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;

namespace Checklists.Workflows.Activities;

/// <summary>
/// How one type of activity behaves. An activity object holds no state: one serves all instances, and what it needs to remember it
/// keeps in its <see cref="ActivityInstance"/>.
/// </summary>
internal abstract class Activity
{
    /// <summary>The plain outcome that is meant when nothing else is said.</summary>
    public static readonly IReadOnlyList<string> Done = ["Done"];

    /// <summary>The type as definitions name it.</summary>
    public abstract string Type { get; }

    /// <summary>The inputs it knows, in JSON spelling.</summary>
    public virtual IReadOnlyList<ActivityInput> Inputs => [];

    /// <summary>The outputs it can bind to variables, in JSON spelling.</summary>
    public virtual IReadOnlyList<string> Outputs => [];

    /// <summary>Whether completing it ends its container.</summary>
    public virtual bool IsTerminal => false;

    /// <summary>Whether it can wait at a bookmark; a loop needs one such activity or a bound.</summary>
    public virtual bool Waits => false;

    /// <summary>Whether executing it may change the host's data, so that it gets a transaction of its own.</summary>
    public virtual bool TouchesHost => false;

    /// <summary>How often it is tried again when it fails.</summary>
    public virtual RetryPolicy Retry => RetryPolicy.None;

    /// <summary>The ports it can complete with; null when any port may occur.</summary>
    public virtual IReadOnlyList<string>? Ports(ActivityNode node) => Done;

    /// <summary>Begins the activity.</summary>
    public abstract ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken);

    /// <summary>Goes on after one of its bookmarks was consumed; by default the activity is then complete.</summary>
    public virtual ValueTask ResumeAsync(ActivityContext context, string bookmarkName, JsonNode? payload, CancellationToken cancellationToken)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Containers: a child has completed.</summary>
    public virtual void OnChildCompleted(ActivityContext context, ActivityInstance child, IReadOnlyList<string> outcomes)
    {
    }

    /// <summary>Containers: a child was given up.</summary>
    public virtual void OnChildCanceled(ActivityContext context, ActivityInstance child)
    {
    }
}

/// <summary>An activity that does all it does at once.</summary>
internal abstract class ImmediateActivity : Activity
{
    public sealed override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected abstract void Execute(ActivityContext context);
}

/// <summary>An input of an activity.</summary>
/// <param name="Name">Its JSON name.</param>
/// <param name="IsRequired">Whether the activity cannot do without.</param>
internal sealed record ActivityInput(string Name, bool IsRequired = false);
