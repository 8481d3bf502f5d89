using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Expressions;
using Npgsql;

namespace Checklists.Workflows.Activities;

/// <summary>What a host activity can see and do while it runs.</summary>
public sealed class HostActivityContext
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly ActivityContext _context;

    internal HostActivityContext(ActivityContext context, string? resumedBookmark)
    {
        _context = context;
        ResumedBookmark = resumedBookmark;
    }

    /// <summary>The workflow instance.</summary>
    public string InstanceId => _context.State.InstanceId;

    /// <summary>The activity's id in the definition.</summary>
    public string ActivityId => _context.Node.Id;

    /// <summary>This execution of the activity; unique over all instances, the same at every attempt.</summary>
    public string ActivityInstanceId => $"{InstanceId}-{_context.Instance.Id}";

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt => _context.Instance.Attempt;

    /// <summary>A key for effects outside the transaction: the receiver can recognise one that was made before by it.</summary>
    public string SideEffectKey => $"{ActivityInstanceId}-{Attempt}";

    /// <summary>The instance's business key.</summary>
    public string? CorrelationId => _context.State.CorrelationId;

    /// <summary>The time of the step.</summary>
    public DateTimeOffset Now => _context.Environment.Now;

    /// <summary>When resuming: the name of the bookmark that was consumed; null when beginning.</summary>
    public string? ResumedBookmark { get; }

    /// <summary>The services of this step; null when the host gave none.</summary>
    public IServiceProvider? Services => _context.Environment.Host?.Services;

    /// <summary>The open connection; null on the simulated runner.</summary>
    public NpgsqlConnection? Connection => _context.Environment.Host?.Connection;

    /// <summary>The step's transaction; the runtime commits it. Null on the simulated runner.</summary>
    public NpgsqlTransaction? Transaction => _context.Environment.Host?.Transaction;

    internal bool HasDecided { get; private set; }

    /// <summary>Evaluates an input.</summary>
    /// <typeparam name="T">What it is wanted as: a simple type, <see cref="JsonNode"/>, or a type that JSON can be read into.</typeparam>
    /// <returns>The value; default when the input is missing or null.</returns>
    /// <exception cref="JsonException">The value is of another kind.</exception>
    public T? Input<T>(string name) => Read<T>(_context.Input(name));

    /// <summary>The current value of a variable by name; default when it is missing or null.</summary>
    public T? Variable<T>(string name) => Read<T>(_context.Scope.GetVariable(name));

    /// <summary>Hands an output to the variable it is bound to.</summary>
    public void SetOutput(string name, object? value) => _context.SetOutput(name, Write(value));

    /// <summary>Sets a variable by name.</summary>
    public void SetVariable(string name, object? value) => _context.Scope.SetVariable(name, Write(value));

    /// <summary>Completes the activity.</summary>
    /// <param name="outcomes">The ports to go on by; none means Done.</param>
    public void Complete(params string[] outcomes)
    {
        HasDecided = true;
        _context.Complete(outcomes.Length == 0 ? Activity.Done : outcomes);
    }

    /// <summary>Lets the activity wait. It may wait at several bookmarks; completing removes them all.</summary>
    /// <param name="bookmarkName">What kind of thing is awaited.</param>
    /// <param name="key">Which one: whoever resumes it gives the same name and key.</param>
    /// <param name="payload">What whoever answers should know.</param>
    /// <param name="dueAt">When time resumes it if nobody does.</param>
    /// <returns>The bookmark's id.</returns>
    public string Suspend(string bookmarkName, string key, object? payload = null, DateTimeOffset? dueAt = null)
    {
        HasDecided = true;
        return _context.Wait(bookmarkName, key, Write(payload), dueAt).Id;
    }

    private static T? Read<T>(JsonNode? value)
    {
        if (value is null)
        {
            return default;
        }

        if (value is T node)
        {
            return node;
        }

        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        var json = type == typeof(string) ? JsonValue.Create(ValueConversion.ToText(value))
            : type == typeof(int) || type == typeof(long) || type == typeof(short) ? JsonValue.Create(ValueConversion.ToInteger(value))
            : type == typeof(double) ? JsonValue.Create(ValueConversion.ToDouble(value))
            : type == typeof(bool) ? JsonValue.Create(ValueConversion.ToBoolean(value))
            : type == typeof(DateTimeOffset) ? JsonValue.Create(ValueConversion.ToTime(value))
            : type == typeof(TimeSpan) ? JsonValue.Create(ValueConversion.ToTimeSpan(value))
            : ValueConversion.FromJsonText(value);
        return json.Deserialize<T>(Web);
    }

    private static JsonNode? Write(object? value) => value is JsonNode node ? node.DeepClone() : value is null ? null : JsonSerializer.SerializeToNode(value, Web);
}
