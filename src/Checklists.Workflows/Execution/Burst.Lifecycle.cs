using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Journal;

namespace Checklists.Workflows.Execution;

/// <summary>What activities and containers do to the instance: schedule, wait, complete, cancel, fail, finish.</summary>
internal sealed partial class Burst
{
    /// <summary>Puts an activity at the end of the queue.</summary>
    public void Schedule(ActivityInstance owner, ActivityNode node, Dictionary<string, JsonNode?>? variables = null, bool byBackEdge = false) =>
        Enqueue(new WorkItem { NodeId = node.NodeId, Node = node, OwnerId = owner.Id, Variables = variables, ByBackEdge = byBackEdge });

    /// <summary>Lets an activity wait.</summary>
    public Bookmark CreateBookmark(ActivityInstance instance, string name, string key, JsonNode? payload, DateTimeOffset? dueAt)
    {
        var bookmark = new Bookmark
        {
            Id = $"{State.InstanceId}-{State.NextNumber++}",
            Name = name,
            Key = key,
            ActivityId = instance.ActivityId,
            NodeId = instance.NodeId,
            ActivityInstanceId = instance.Id,
            Payload = payload,
            DueAt = dueAt,
            CreatedAt = Environment.Now,
        };
        State.Bookmarks.Add(bookmark);
        Effects.Created.Add(bookmark);
        Log(instance, JournalEvent.Suspended, new JsonObject { ["bookmark"] = name, ["key"] = key });
        return bookmark;
    }

    /// <summary>Completes an activity: gives up its children, then lets its container decide what comes next.</summary>
    public void Complete(ActivityInstance instance, IReadOnlyList<string> outcomes)
    {
        if (instance.Status != ActivityStatus.Running)
        {
            return;
        }

        // The status changes first, so that the children given up below cannot complete this activity a second time.
        instance.Status = ActivityStatus.Completed;
        Withdraw(instance);
        CancelChildren(instance);
        Log(instance, JournalEvent.Completed, IsPlainDone(outcomes) ? null : new JsonObject { ["outcomes"] = new JsonArray([.. outcomes.Select(outcome => JsonValue.Create(outcome))]) });
        RemoveBookmarks(instance);
        State.Activities.Remove(instance);
        if (instance.Parent is { Status: ActivityStatus.Running } parent && State.Status != WorkflowStatus.Finished)
        {
            Environment.Activities.Find(parent.Node).OnChildCompleted(new ActivityContext(this, parent), instance, outcomes);
        }
    }

    /// <summary>Gives up an activity that has not completed, with everything inside it.</summary>
    public void Cancel(ActivityInstance instance)
    {
        if (instance.Status is ActivityStatus.Completed or ActivityStatus.Canceled)
        {
            return;
        }

        instance.Status = ActivityStatus.Canceled;
        Withdraw(instance);
        CancelChildren(instance);
        Log(instance, JournalEvent.Canceled);
        RemoveBookmarks(instance);
        State.Activities.Remove(instance);
        State.Incidents.RemoveAll(incident => incident.ActivityInstanceId == instance.Id);
        if (instance.Parent is { Status: ActivityStatus.Running } parent)
        {
            Environment.Activities.Find(parent.Node).OnChildCanceled(new ActivityContext(this, parent), instance);
        }
    }

    /// <summary>Ends the whole instance at once: the queue, the waits and everything that runs are dropped.</summary>
    public void End(WorkflowStatus status)
    {
        State.Queue.Clear();
        foreach (var bookmark in State.Bookmarks)
        {
            Forget(bookmark);
        }

        State.Bookmarks.Clear();
        State.Activities.Clear();
        State.Status = status;
    }

    /// <summary>Stores a child workflow that will run on its own.</summary>
    public string Dispatch(ActivityInstance instance, WorkflowDefinition definition, JsonObject input, string? correlationId, string? bookmarkId)
    {
        var child = CreateChild(instance, definition, input, correlationId);
        child.ParentBookmarkId = bookmarkId;
        Effects.Dispatched.Add(child);
        return child.InstanceId;
    }

    /// <summary>Runs a child workflow's first burst in place, as part of this step.</summary>
    public async ValueTask<InstanceState> RunInPlaceAsync(ActivityInstance instance, WorkflowDefinition definition, JsonObject input, string? correlationId, CancellationToken cancellationToken)
    {
        var child = new Burst(CreateChild(instance, definition, input, correlationId), definition, Environment);
        Effects.RunInPlace.Add(child);
        await child.RunAsync(int.MaxValue, CancellationToken.None, cancellationToken);
        return child.State;
    }

    private InstanceState CreateChild(ActivityInstance instance, WorkflowDefinition definition, JsonObject input, string? correlationId)
    {
        // The id follows from the parent's, so a step that is rolled back and run again starts the same child.
        var child = InstanceState.Create($"{State.InstanceId}.{instance.Id}", definition, input, correlationId);
        child.ParentInstanceId = State.InstanceId;
        child.Input["ParentInstanceId"] = State.InstanceId;
        return child;
    }

    private void Fail(ActivityInstance instance, WorkItem item, Activity activity, Exception exception)
    {
        if (activity.TouchesHost && Environment.RollsBack && !IsKnown(instance))
        {
            throw new HostActivityFailure(State.InstanceId, instance.Id, exception);
        }

        // The container's decision after a completion can fail too: the activity is then done and yet holds the incident.
        if (!State.Activities.Contains(instance))
        {
            State.Activities.Add(instance);
        }

        RemoveBookmarks(instance);
        if (activity.Retry.DelayAfter(instance.Attempt) is { } delay)
        {
            TryAgainLater(instance, item, exception, delay);
        }
        else
        {
            AddIncident(instance, item, activity, exception);
        }
    }

    private bool IsKnown(ActivityInstance instance) => Environment.KnownFailures?.ContainsKey((State.InstanceId, instance.Id)) == true;

    private void TryAgainLater(ActivityInstance instance, WorkItem item, Exception exception, TimeSpan delay)
    {
        Log(instance, JournalEvent.Retrying, new JsonObject { ["message"] = exception.Message, ["attempt"] = instance.Attempt, ["detail"] = exception.ToString() });
        instance.Attempt++;
        CreateBookmark(instance, BookmarkNames.Retry, "", new JsonObject { ["bookmarkName"] = item.BookmarkName, ["payload"] = item.Payload?.DeepClone() }, Environment.Now + delay);
    }

    private void AddIncident(ActivityInstance instance, WorkItem item, Activity activity, Exception exception)
    {
        instance.Status = ActivityStatus.Faulted;
        State.Incidents.Add(new Incident
        {
            ActivityId = instance.ActivityId,
            NodeId = instance.NodeId,
            ActivityType = activity.Type,
            ActivityInstanceId = instance.Id,
            Message = exception.Message,
            Detail = exception.ToString(),
            At = Environment.Now,
            Attempts = instance.Attempt,
            BookmarkName = item.BookmarkName,
            Payload = item.Payload?.DeepClone(),
        });
        Log(instance, JournalEvent.Faulted, new JsonObject { ["message"] = exception.Message, ["attempts"] = instance.Attempt });
        if (Definition.IncidentStrategy == IncidentStrategy.Fault && !State.Status.IsEnded())
        {
            State.Status = WorkflowStatus.Faulted;
        }
    }

    private void CancelChildren(ActivityInstance instance)
    {
        foreach (var child in State.Activities.Where(child => child.Parent == instance).ToList())
        {
            Cancel(child);
        }
    }

    /// <summary>Takes back what an activity had queued and what was queued for it.</summary>
    private void Withdraw(ActivityInstance instance) =>
        State.Queue.RemoveAll(item => item.OwnerId == instance.Id || item.ActivityInstanceId == instance.Id);

    private void RemoveBookmarks(ActivityInstance instance)
    {
        foreach (var bookmark in State.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == instance.Id).ToList())
        {
            State.Bookmarks.Remove(bookmark);
            Forget(bookmark);
        }
    }

    private void Forget(Bookmark bookmark)
    {
        if (!Effects.Created.Remove(bookmark))
        {
            Effects.Removed.Add(bookmark.Id);
        }
    }

    private static bool IsPlainDone(IReadOnlyList<string> outcomes) => outcomes is ["Done"];

    private void Log(ActivityInstance instance, JournalEvent what, JsonObject? data = null) => Effects.Journal.Add(new JournalEntry(
        ++State.JournalLength, Environment.Now, what, instance.ActivityId, instance.NodeId, instance.Node?.Type ?? "Elsa.Workflow", instance.Id, data));
}
