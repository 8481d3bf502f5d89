using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;

namespace Checklists.Workflows.Activities;

/// <summary>Lets the burst execute an activity of the host like one of its own.</summary>
internal sealed class HostActivityAdapter(HostActivity activity) : Activity
{
    public override string Type => activity.Type;

    public override IReadOnlyList<ActivityInput> Inputs { get; } =
        [.. activity.Inputs.Union(activity.RequiredInputs).Select(name => new ActivityInput(name, activity.RequiredInputs.Contains(name)))];

    public override IReadOnlyList<string> Outputs => activity.Outputs;

    public override bool Waits => activity.Waits;

    public override bool TouchesHost => true;

    public override RetryPolicy Retry => activity.Retry;

    public override IReadOnlyList<string>? Ports(ActivityNode node) => activity.Outcomes;

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var host = new HostActivityContext(context, resumedBookmark: null);
        await activity.ExecuteAsync(host, cancellationToken);
        CompleteUndecided(context, host);
    }

    public override async ValueTask ResumeAsync(ActivityContext context, string bookmarkName, JsonNode? payload, CancellationToken cancellationToken)
    {
        var host = new HostActivityContext(context, bookmarkName);
        await activity.ResumeAsync(host, payload, cancellationToken);
        CompleteUndecided(context, host);
    }

    private static void CompleteUndecided(ActivityContext context, HostActivityContext host)
    {
        if (!host.HasDecided && context.Instance.Status == ActivityStatus.Running)
        {
            context.Complete();
        }
    }
}
