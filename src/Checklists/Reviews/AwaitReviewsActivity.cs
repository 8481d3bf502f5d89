using System.Text.Json.Nodes;
using Checklists.Platform.Database;
using Checklists.Workflows.Activities;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Reviews;

/// <summary>Stops the flow until the township has decided every unclear line of the list, or a newer list has replaced it.</summary>
public sealed class AwaitReviewsActivity : HostActivity
{
    /// <summary>Name of the bookmark; its key is the list's id.</summary>
    public const string Bookmark = "reviews-decided";

    /// <summary>Payload that tells the flow that the list was replaced.</summary>
    public static JsonObject Withdrawn => new() { ["withdrawn"] = true };

    /// <inheritdoc/>
    public override string Type => "Checklists.AwaitReviews";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Inputs => ["submissionId"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Outcomes => ["Decided", "Withdrawn"];

    /// <inheritdoc/>
    public override async ValueTask ExecuteAsync(HostActivityContext context, CancellationToken cancellationToken)
    {
        var submissionId = Guid.Parse(context.Input<string>("submissionId")!);
        await using var db = await ChecklistsDatabase.JoinAsync(context.StepTransaction(), cancellationToken);
        // The row lock makes this wait for a decision that is being committed right now.
        await db.Database.ExecuteSqlAsync($"select 1 from submissions where id = {submissionId} for update", cancellationToken);
        if (await db.Reviews.AnyAsync(r => r.SubmissionId == submissionId && r.Status == ReviewStatus.Open, cancellationToken))
        {
            context.Suspend(Bookmark, submissionId.ToString());
        }
        else
        {
            context.Complete("Decided");
        }
    }

    /// <inheritdoc/>
    public override ValueTask ResumeAsync(HostActivityContext context, JsonNode? payload, CancellationToken cancellationToken)
    {
        context.Complete(payload?["withdrawn"]?.GetValue<bool>() == true ? "Withdrawn" : "Decided");
        return ValueTask.CompletedTask;
    }
}
