using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;

namespace Checklists.Workflows.Simulation;

/// <summary>
/// Runs workflows in memory on a simulated clock: no database, and no waiting, because timers fire in order when they are asked to.
/// Every burst starts from the serialised state, so what is seen here is what a stored instance would do.
/// </summary>
public sealed class SimulatedRunner
{
    /// <summary>More timers than any script needs; a workflow that waits in an endless loop stops here.</summary>
    private const int MostTimers = 1_000;

    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IReadOnlyList<WorkflowDefinition> _definitions;
    private readonly ActivityRegistry _activities;
    private readonly ExpressionEvaluator _expressions;
    private readonly List<SimulatedInstance> _instances = [];
    private readonly List<Stimulus> _waiting = [];
    private readonly Queue<SimulatedInstance> _due = new();
    private DateTimeOffset _now = Beginning;
    private int _ids;

    /// <summary>Makes a runner for a set of definitions that may start each other.</summary>
    public SimulatedRunner(IReadOnlyList<WorkflowDefinition> definitions, ActivityRegistry activities, ExpressionEvaluator? expressions = null)
    {
        _definitions = definitions;
        _activities = activities;
        _expressions = expressions ?? new ExpressionEvaluator();
    }

    /// <summary>All instances in the order they were started.</summary>
    public IReadOnlyList<SimulatedInstance> Instances => _instances;

    /// <summary>Starts an instance and runs everything that can run.</summary>
    /// <exception cref="KeyNotFoundException">There is no such definition.</exception>
    public async Task<SimulatedInstance> StartAsync(string definitionId, JsonObject? input = null, string? correlationId = null)
    {
        var instance = Add(InstanceState.Create(NewId(), Definition(definitionId), (JsonObject?)input?.DeepClone(), correlationId));
        await RunAsync(instance);
        return instance;
    }

    /// <summary>Publishes an event: it starts workflows it triggers and resumes every wait for it; when there is none it waits itself.</summary>
    public async Task PublishAsync(string name, string? correlationId, JsonNode? payload)
    {
        var stimulus = new Stimulus(null, BookmarkNames.Event, name, correlationId, payload);
        var isTaken = await TriggerAsync(stimulus);
        isTaken |= await DeliverAsync(stimulus);
        if (!isTaken)
        {
            _waiting.Add(stimulus);
        }
    }

    /// <summary>Completes the oldest open task of a name; false when there is none.</summary>
    public async Task<bool> CompleteTaskAsync(string taskName, JsonNode? result)
    {
        foreach (var instance in _instances.Where(instance => !instance.State.Status.IsEnded()))
        {
            if (instance.State.Bookmarks.Find(bookmark => bookmark.Name == BookmarkNames.RunTask && bookmark.Key == taskName) is { } task)
            {
                return await ResumeAsync(instance, task.Id, result);
            }
        }

        return false;
    }

    /// <summary>Fires all timers in order, and those they lead to, until none is left.</summary>
    public async Task FireTimersAsync()
    {
        for (var fired = 0; fired < MostTimers && NextTimer() is var (instance, bookmark); fired++)
        {
            _now = bookmark.DueAt > _now ? bookmark.DueAt.Value : _now;
            await ResumeAsync(instance, bookmark.Id, null);
        }
    }

    /// <summary>Cancels an instance and the children it started.</summary>
    public async Task CancelAsync(SimulatedInstance instance)
    {
        var burst = Open(instance);
        burst.CancelInstance();
        await CloseAsync(instance, burst);
        foreach (var child in _instances.Where(child => child.State.ParentInstanceId == instance.State.InstanceId && !child.State.Status.IsEnded()).ToList())
        {
            await CancelAsync(child);
        }
    }

    /// <summary>Has the failed activities of an instance tried again; false when it has no incident.</summary>
    public async Task<bool> RetryAsync(SimulatedInstance instance)
    {
        var burst = Open(instance);
        if (!burst.RetryIncidents())
        {
            return false;
        }

        await burst.RunAsync(int.MaxValue, CancellationToken.None, CancellationToken.None);
        await CloseAsync(instance, burst);
        return true;
    }

    private async Task<bool> TriggerAsync(Stimulus stimulus)
    {
        var isTaken = false;
        foreach (var definition in _definitions)
        {
            if (WorkflowTriggers.FindEvent(definition, stimulus.Key!) is { } trigger)
            {
                isTaken = true;
                var state = InstanceState.Create(NewId(), definition, null, stimulus.CorrelationId);
                WorkflowTriggers.Apply(state, trigger, stimulus.Payload);
                await RunAsync(Add(state));
            }
        }

        return isTaken;
    }

    private async Task<bool> DeliverAsync(Stimulus stimulus)
    {
        var matches = _instances
            .Where(instance => !instance.State.Status.IsEnded())
            .SelectMany(instance => instance.State.Bookmarks
                .Where(bookmark => stimulus.Matches(bookmark, instance.State.CorrelationId))
                .Select(bookmark => (instance, bookmark.Id)))
            .ToList();
        var isTaken = false;
        foreach (var (instance, bookmarkId) in matches)
        {
            isTaken |= await ResumeAsync(instance, bookmarkId, stimulus.Payload);
        }

        return isTaken;
    }

    private async Task<bool> ResumeAsync(SimulatedInstance instance, string bookmarkId, JsonNode? payload)
    {
        var burst = Open(instance);
        if (burst.State.Bookmarks.Find(bookmark => bookmark.Id == bookmarkId) is not { } found || !burst.Resume(found, payload))
        {
            return false;
        }

        await burst.RunAsync(int.MaxValue, CancellationToken.None, CancellationToken.None);
        await CloseAsync(instance, burst);
        return true;
    }

    private async Task RunAsync(SimulatedInstance instance)
    {
        var burst = Open(instance);
        await burst.RunAsync(int.MaxValue, CancellationToken.None, CancellationToken.None);
        await CloseAsync(instance, burst);
    }

    private Burst Open(SimulatedInstance instance) => new(InstanceState.FromBytes(instance.State.ToBytes()), instance.Definition, new BurstEnvironment
    {
        Now = _now,
        NewId = NewId,
        Activities = _activities,
        Expressions = _expressions,
        FindDefinition = id => _definitions.FirstOrDefault(definition => definition.DefinitionId == id),
    });

    /// <summary>Takes over what a burst did, then runs what it has set off.</summary>
    private async Task CloseAsync(SimulatedInstance instance, Burst burst)
    {
        Keep(instance, burst);
        foreach (var child in burst.Effects.Dispatched)
        {
            _due.Enqueue(Add(child));
        }

        await NotifyParentAsync(instance);
        while (_due.TryDequeue(out var due))
        {
            await RunAsync(due);
        }

        await DeliverWaitingAsync(burst);
    }

    private void Keep(SimulatedInstance instance, Burst burst)
    {
        instance.Take(burst);
        foreach (var child in burst.Effects.RunInPlace)
        {
            Keep(Add(child.State), child);
            child.Effects.Dispatched.ForEach(dispatched => _due.Enqueue(Add(dispatched)));
        }
    }

    private async Task NotifyParentAsync(SimulatedInstance instance)
    {
        if (instance.State is { ParentBookmarkId: { } bookmarkId, ParentInstanceId: { } parentId } && instance.State.Status.IsEnded()
            && _instances.Find(candidate => candidate.State.InstanceId == parentId) is { } parent)
        {
            await ResumeAsync(parent, bookmarkId, instance.State.Output.DeepClone());
        }
    }

    private async Task DeliverWaitingAsync(Burst burst)
    {
        foreach (var stimulus in _waiting.Where(stimulus => burst.Effects.Created.Exists(bookmark => stimulus.Matches(bookmark, burst.State.CorrelationId))).ToList())
        {
            if (_waiting.Remove(stimulus) && !await DeliverAsync(stimulus))
            {
                _waiting.Add(stimulus);
            }
        }
    }

    private (SimulatedInstance Instance, Bookmark Bookmark)? NextTimer() => _instances
        .Where(instance => !instance.State.Status.IsEnded())
        .SelectMany(instance => instance.State.Bookmarks.Where(bookmark => bookmark.DueAt is not null).Select(bookmark => (instance, bookmark)))
        .OrderBy(timer => timer.bookmark.DueAt)
        .Select(timer => ((SimulatedInstance, Bookmark)?)timer)
        .FirstOrDefault();

    private SimulatedInstance Add(InstanceState state)
    {
        var instance = new SimulatedInstance(state, Definition(state.DefinitionId));
        _instances.Add(instance);
        return instance;
    }

    private WorkflowDefinition Definition(string definitionId) => _definitions.FirstOrDefault(definition => definition.DefinitionId == definitionId)
        ?? throw new KeyNotFoundException($"No workflow definition with id '{definitionId}'.");

    private string NewId() => $"{0x5eed0000 + ++_ids:x8}0000";
}
