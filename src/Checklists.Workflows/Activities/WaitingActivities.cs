using System.Text.Json.Nodes;
using Checklists.Workflows.Bookmarks;

namespace Checklists.Workflows.Activities;

/// <summary>An activity that waits at a bookmark unless it is the trigger that started the workflow.</summary>
internal abstract class WaitingActivity : ImmediateActivity
{
    public override bool Waits => true;

    protected sealed override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
        {
            Proceed(context, context.State.TriggerPayload?.DeepClone());
        }
        else
        {
            Wait(context);
        }
    }

    public sealed override ValueTask ResumeAsync(ActivityContext context, string bookmarkName, JsonNode? payload, CancellationToken cancellationToken)
    {
        Proceed(context, payload);
        return ValueTask.CompletedTask;
    }

    /// <summary>Creates the bookmark.</summary>
    protected abstract void Wait(ActivityContext context);

    /// <summary>Takes over what the wait brought and completes.</summary>
    protected virtual void Proceed(ActivityContext context, JsonNode? payload) => context.Complete();
}

/// <summary>Waits for an event by name.</summary>
internal sealed class Event : WaitingActivity
{
    public override string Type => "Elsa.Event";

    public override IReadOnlyList<ActivityInput> Inputs => [new("eventName", IsRequired: true)];

    public override IReadOnlyList<string> Outputs => ["result"];

    protected override void Wait(ActivityContext context) => context.Wait(BookmarkNames.Event, context.Text("eventName") ?? "");

    protected override void Proceed(ActivityContext context, JsonNode? payload)
    {
        context.SetOutput("result", payload ?? new JsonObject());
        context.Complete();
    }
}

/// <summary>Asks somebody outside to do a task and waits for the result. The bookmark's id is the task's id.</summary>
internal sealed class RunTask : WaitingActivity
{
    public override string Type => "Elsa.RunTask";

    public override IReadOnlyList<ActivityInput> Inputs => [new("taskName", IsRequired: true), new("payload")];

    public override IReadOnlyList<string> Outputs => ["result", "taskId"];

    protected override void Wait(ActivityContext context)
    {
        var name = context.Text("taskName") ?? "";
        var bookmark = context.Wait(BookmarkNames.RunTask, name, context.Input("payload")?.DeepClone());
        context.SetOutput("taskId", JsonValue.Create(bookmark.Id));
    }

    protected override void Proceed(ActivityContext context, JsonNode? payload)
    {
        context.SetOutput("result", payload);
        context.Complete();
    }
}

/// <summary>Waits for a span of time.</summary>
internal sealed class Delay : WaitingActivity
{
    public override string Type => "Elsa.Delay";

    public override IReadOnlyList<ActivityInput> Inputs => [new("timeSpan", IsRequired: true)];

    protected override void Wait(ActivityContext context) =>
        context.Wait(BookmarkNames.Delay, "", dueAt: context.Environment.Now + (context.Span("timeSpan") ?? TimeSpan.FromMinutes(1)));
}

/// <summary>Waits for an interval.</summary>
internal sealed class Timer : WaitingActivity
{
    public override string Type => "Elsa.Timer";

    public override IReadOnlyList<ActivityInput> Inputs => [new("interval", IsRequired: true)];

    protected override void Wait(ActivityContext context) =>
        context.Wait(BookmarkNames.Timer, "", dueAt: context.Environment.Now + (context.Span("interval") ?? TimeSpan.FromMinutes(1)));
}

/// <summary>Waits for the next time that fits a cron expression.</summary>
internal sealed class Cron : WaitingActivity
{
    public override string Type => "Elsa.Cron";

    public override IReadOnlyList<ActivityInput> Inputs => [new("cronExpression", IsRequired: true)];

    protected override void Wait(ActivityContext context)
    {
        var schedule = CronSchedule.Parse(context.Text("cronExpression") ?? "");
        context.Wait(BookmarkNames.Cron, "", dueAt: schedule.Next(context.Environment.Now, context.Environment.CronTimeZone));
    }
}

/// <summary>Waits for a point in time; one that has passed does not wait.</summary>
internal sealed class StartAt : WaitingActivity
{
    public override string Type => "Elsa.StartAt";

    public override IReadOnlyList<ActivityInput> Inputs => [new("dateTime", IsRequired: true)];

    protected override void Wait(ActivityContext context)
    {
        var time = context.Time("dateTime") ?? context.Environment.Now;
        if (time <= context.Environment.Now)
        {
            context.Complete();
        }
        else
        {
            context.Wait(BookmarkNames.StartAt, "", dueAt: time);
        }
    }
}
