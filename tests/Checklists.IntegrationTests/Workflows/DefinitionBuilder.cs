using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.IntegrationTests.Workflows;

/// <summary>Writes small Elsa definitions for tests.</summary>
internal sealed class DefinitionBuilder(string definitionId)
{
    private readonly JsonArray _activities = [];
    private readonly JsonArray _connections = [];
    private readonly JsonArray _variables = [];
    private string? _strategy;

    public DefinitionBuilder Variable(string name, string type = "Object", string? value = null)
    {
        _variables.Add(new JsonObject { ["id"] = $"v{name}", ["name"] = name, ["typeName"] = type, ["value"] = value, ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver" });
        return this;
    }

    public DefinitionBuilder ContinueWithIncidents()
    {
        _strategy = "ContinueWithIncidentsStrategy";
        return this;
    }

    /// <summary>Adds an activity; it is connected to the one added before by Done unless <paramref name="after"/> names another port, as <c>id</c> or <c>id.Port</c>.</summary>
    public DefinitionBuilder Then(JsonObject activity, params string[] after)
    {
        var id = (string)activity["id"]!;
        var sources = after.Length > 0 ? after : _activities.Count > 0 ? [(string)_activities[^1]!["id"]!] : [];
        foreach (var source in sources)
        {
            var parts = source.Split('.');
            _connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = parts[0], ["port"] = parts.Length > 1 ? parts[1] : "Done" },
                ["target"] = new JsonObject { ["activity"] = id, ["port"] = "In" },
            });
        }

        _activities.Add(activity);
        return this;
    }

    public WorkflowDefinition Build(string name = "test") => WorkflowDefinition.Parse(new JsonObject
    {
        ["definitionId"] = definitionId,
        ["id"] = $"{definitionId}-{name}",
        ["name"] = name,
        ["version"] = 1,
        ["variables"] = _variables.DeepClone(),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["options"] = new JsonObject { ["incidentStrategyType"] = _strategy },
        ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Flowchart", ["activities"] = _activities.DeepClone(), ["connections"] = _connections.DeepClone() },
    }.ToJsonString());

    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in members)
        {
            activity[name] = value;
        }

        return activity;
    }

    public static JsonObject Script(string code) => Input("JavaScript", code);

    public static JsonObject Literal(JsonNode value) => Input("Literal", value);

    public static JsonObject Into(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = $"v{variable}" } };

    public static JsonObject Set(string id, string variable, string code) =>
        Activity("Elsa.SetVariable", id, ("variable", new JsonObject { ["id"] = $"v{variable}", ["name"] = variable }), ("value", Script(code)));

    public static JsonObject Event(string id, string name, string? into = null) => Activity("Elsa.Event", id, [("eventName", Literal(name)), .. into is null ? Array.Empty<(string, JsonNode?)>() : [("result", Into(into))]]);

    public static JsonObject Fork(string id, params string[] branches) => Activity("Elsa.FlowFork", id, ("branches", Input("Object", new JsonArray([.. branches.Select(branch => JsonValue.Create(branch))]).ToJsonString())));

    public static JsonObject Join(string id, string mode) => Activity("Elsa.FlowJoin", id, ("mode", Literal(mode)));

    private static JsonObject Input(string type, JsonNode value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
}
