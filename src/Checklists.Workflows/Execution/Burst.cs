using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Expressions;
using Checklists.Workflows.Journal;

namespace Checklists.Workflows.Execution;

/// <summary>
/// A burst is what an instance does between two waits: it takes one work item after the other from the queue, executes the activity,
/// and lets the container decide what comes next, until the queue is empty. Branches that run "in parallel" take turns here;
/// they truly overlap only where one waits at a bookmark.
/// </summary>
internal sealed partial class Burst
{
    /// <summary>More work items than any sensible burst has; a loop without a wait ends here as an incident instead of never.</summary>
    private const int MostItems = 100_000;

    private int _items;
    private int _hostActivities;

    public Burst(InstanceState state, WorkflowDefinition definition, BurstEnvironment environment)
    {
        State = state;
        Definition = definition;
        Environment = environment;
        state.Attach(definition);
    }

    public InstanceState State { get; }

    public WorkflowDefinition Definition { get; }

    /// <summary>The outside world; exchanged at each step because every step has its own time and transaction.</summary>
    public BurstEnvironment Environment { get; set; }

    public BurstEffects Effects { get; } = new();

    /// <summary>Whether work is left that can be done at once.</summary>
    public bool HasWork => State.Queue.Count > 0;

    /// <summary>
    /// Runs until the queue is empty, or until a host activity is next and <paramref name="hostActivities"/> of them have run:
    /// the caller then commits and goes on with the next step.
    /// </summary>
    /// <param name="hostActivities">How many host activities may run before the burst pauses.</param>
    /// <param name="pause">An orderly stop: the burst pauses before the next work item.</param>
    /// <param name="cancellationToken">Gives up at once, also inside a host activity.</param>
    /// <exception cref="HostActivityFailure">A host activity failed and <see cref="BurstEnvironment.RollsBack"/> is set.</exception>
    public async ValueTask RunAsync(int hostActivities, CancellationToken pause, CancellationToken cancellationToken)
    {
        _hostActivities = 0;
        if (State.Status == WorkflowStatus.Pending)
        {
            Begin();
        }

        while (State.Queue.Count > 0 && !pause.IsCancellationRequested)
        {
            var item = State.Queue[0];
            var activity = Environment.Activities.Find(item.Node);
            if (activity.TouchesHost && _hostActivities++ >= hostActivities)
            {
                break;
            }

            State.Queue.RemoveAt(0);
            await ExecuteAsync(item, activity, cancellationToken);
        }

        Settle();
    }

    /// <summary>Consumes a bookmark: its activity goes on when its turn in the queue comes.</summary>
    /// <returns>False when the instance has ended or no longer has the bookmark.</returns>
    public bool Resume(Bookmark bookmark, JsonNode? payload)
    {
        if (State.Status.IsEnded() || !State.Bookmarks.Remove(bookmark))
        {
            return false;
        }

        Forget(bookmark);
        var isRetry = bookmark.Name == BookmarkNames.Retry;
        Enqueue(new WorkItem
        {
            NodeId = bookmark.NodeId,
            Node = Definition.FindNode(bookmark.NodeId),
            ActivityInstanceId = bookmark.ActivityInstanceId,
            BookmarkName = isRetry ? (string?)bookmark.Payload?["bookmarkName"] : bookmark.Name,
            Payload = isRetry ? bookmark.Payload?["payload"]?.DeepClone() : payload?.DeepClone(),
        });
        return true;
    }

    /// <summary>Cancels the whole instance; false when it has ended already.</summary>
    public bool CancelInstance()
    {
        if (State.Status.IsEnded())
        {
            return false;
        }

        foreach (var activity in State.Activities)
        {
            activity.Status = ActivityStatus.Canceled;
            Log(activity, JournalEvent.Canceled);
        }

        End(WorkflowStatus.Cancelled);
        return true;
    }

    /// <summary>Has every activity tried again that failed for good; false when there is no incident.</summary>
    public bool RetryIncidents()
    {
        if (State.Incidents.Count == 0 || State.Status is WorkflowStatus.Cancelled or WorkflowStatus.Finished)
        {
            return false;
        }

        foreach (var incident in State.Incidents)
        {
            if (State.Activities.FirstOrDefault(activity => activity.Id == incident.ActivityInstanceId) is { Status: ActivityStatus.Faulted } faulted)
            {
                faulted.Status = ActivityStatus.Running;
                faulted.Attempt++;
                Enqueue(new WorkItem
                {
                    NodeId = faulted.NodeId,
                    Node = faulted.Node,
                    ActivityInstanceId = faulted.Id,
                    BookmarkName = incident.BookmarkName,
                    Payload = incident.Payload?.DeepClone(),
                });
            }
        }

        State.Incidents.Clear();
        State.Status = WorkflowStatus.Executing;
        return true;
    }

    /// <summary>Notes in the journal that the instance now follows another version.</summary>
    public void LogMove(string fromHash)
    {
        if (State.Activities.FirstOrDefault() is { } workflow)
        {
            Log(workflow, JournalEvent.Migrated, new JsonObject { ["from"] = fromHash, ["to"] = State.ContentHash });
        }
    }

    private void Begin()
    {
        foreach (var variable in Definition.Variables)
        {
            State.Variables[variable.Name] = ValueConversion.Default(variable);
        }

        State.Status = WorkflowStatus.Executing;
    }

    /// <summary>Decides where the instance stands when the burst pauses.</summary>
    private void Settle()
    {
        if (State.Status.IsEnded())
        {
            return;
        }

        State.Status = State.Queue.Count > 0 ? WorkflowStatus.Executing
            : State.Activities.Count == 0 ? WorkflowStatus.Finished
            : WorkflowStatus.Suspended;
    }

    private async ValueTask ExecuteAsync(WorkItem item, Activity activity, CancellationToken cancellationToken)
    {
        var instance = FindOrCreate(item);
        if (instance is null)
        {
            return;
        }

        var context = new ActivityContext(this, instance);
        try
        {
            ThrowIfKnownToFail(instance);
            if (++_items > MostItems)
            {
                throw new InvalidOperationException($"The workflow executed {MostItems} activities without waiting; it probably loops without end.");
            }

            if (item.BookmarkName is null)
            {
                await activity.ExecuteAsync(context, cancellationToken);
            }
            else
            {
                await activity.ResumeAsync(context, item.BookmarkName, item.Payload, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not HostActivityFailure && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Fail(instance, item, activity, exception);
        }
    }

    private ActivityInstance? FindOrCreate(WorkItem item)
    {
        if (item.ActivityInstanceId is { } id)
        {
            var waiting = State.Activities.FirstOrDefault(activity => activity.Id == id);
            if (waiting is not null)
            {
                Log(waiting, item.BookmarkName is null ? JournalEvent.Started : JournalEvent.Resumed);
            }

            return waiting;
        }

        var instance = new ActivityInstance
        {
            Id = State.NextNumber++,
            NodeId = item.NodeId,
            Node = item.Node,
            ParentId = item.OwnerId,
            Parent = item.OwnerId is { } ownerId ? State.Activities.First(activity => activity.Id == ownerId) : null,
            ByBackEdge = item.ByBackEdge,
            Variables = item.Variables,
        };
        State.Activities.Add(instance);
        Log(instance, JournalEvent.Started);
        return instance;
    }

    private void ThrowIfKnownToFail(ActivityInstance instance)
    {
        if (Environment.KnownFailures is { } failures && failures.TryGetValue((State.InstanceId, instance.Id), out var failure))
        {
            throw failure;
        }
    }

    private void Enqueue(WorkItem item) => State.Queue.Add(item);
}
