using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Activities;

/// <summary>The activity types that can be executed: the supported part of Elsa's and those of the host.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<string, Activity> _activities = new(StringComparer.Ordinal);
    private readonly WorkflowActivity _workflow = new();

    /// <summary>Makes a registry.</summary>
    /// <param name="hostActivities">The host's activities.</param>
    /// <exception cref="ArgumentException">Two activities have the same type.</exception>
    public ActivityRegistry(IEnumerable<HostActivity>? hostActivities = null)
    {
        Activity[] builtIn =
        [
            new Flowchart(), new Sequence(), new If(), new While(), new For(), new ForEach(), new ParallelForEach(), new Break(),
            new Start(), new End(), new Finish(), new Fault(),
            new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(),
            new SetVariable(), new SetName(), new SetOutput(), new Correlate(), new WriteLine(),
            new Event(), new RunTask(), new Delay(), new Timer(), new Cron(), new StartAt(),
            new DispatchWorkflow(), new ExecuteWorkflow(),
        ];
        foreach (var activity in builtIn.Concat((hostActivities ?? []).Select(host => new HostActivityAdapter(host))))
        {
            if (!_activities.TryAdd(activity.Type, activity))
            {
                throw new ArgumentException($"Activity type '{activity.Type}' is registered twice.", nameof(hostActivities));
            }
        }
    }

    /// <summary>The known types in alphabetical order.</summary>
    public IReadOnlyList<string> Types => [.. _activities.Keys.Order(StringComparer.Ordinal)];

    internal Activity Find(ActivityNode? node) =>
        node is null ? _workflow : _activities.GetValueOrDefault(node.Type) ?? new UnknownActivity(node.Type);

    internal Activity? TryFind(string type) => _activities.GetValueOrDefault(type);

    /// <summary>Stands for a type nobody registered. The validator refuses it; should one get this far, it fails when it is reached.</summary>
    private sealed class UnknownActivity(string type) : ImmediateActivity
    {
        public override string Type => type;

        protected override void Execute(ActivityContext context) => throw new InvalidOperationException($"Activity type '{type}' is not known.");
    }
}
