using System.Text.Json;
using System.Text.Json.Nodes;

namespace Checklists.Workflows.Definitions;

/// <summary>
/// Turns the JSON of an Elsa 3 definition into the model. It takes any activity type and any expression kind:
/// whether they are supported is the validator's question, so that it can report everything at once.
/// </summary>
internal sealed class WorkflowDefinitionReader
{
    private static readonly HashSet<string> NotInputs =
        ["id", "name", "type", "version", "nodeId", "customProperties", "metadata", "activities", "connections", "variables", "variable", "cases", "runAsynchronously", "canStartWorkflow"];

    private static readonly string[] BranchNames = ["then", "else", "body"];

    private readonly string? _file;
    private readonly List<WorkflowProblem> _problems = [];

    private WorkflowDefinitionReader(string? file) => _file = file;

    public static WorkflowDefinition Read(string json, string? file)
    {
        var reader = new WorkflowDefinitionReader(file);
        return reader.ParseRoot(json) is JsonObject definition
            ? reader.ReadDefinition(definition, json, "$")
            : throw reader.Refuse("$", "文件里不是一个流程定义对象。", "请用 Elsa Studio 导出的单个流程定义（JSON 对象）。");
    }

    public static IReadOnlyList<WorkflowDefinition> ReadMany(string json, string? file)
    {
        var reader = new WorkflowDefinitionReader(file);
        return reader.ParseRoot(json) switch
        {
            JsonObject definition => [reader.ReadDefinition(definition, json, "$")],
            JsonArray definitions => [.. definitions.Select((item, index) => reader.ReadItem(item, index))],
            _ => throw reader.Refuse("$", "文件里不是流程定义。", "请给出一个流程定义对象，或由它们组成的数组。"),
        };
    }

    private WorkflowDefinition ReadItem(JsonNode? item, int index) => item is JsonObject definition
        ? ReadDefinition(definition, definition.ToJsonString(), $"$[{index}]")
        : throw Refuse($"$[{index}]", "数组里有一项不是流程定义对象。", "请删去这一项，或换成流程定义。");

    private JsonNode? ParseRoot(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException exception)
        {
            throw Refuse(exception.Path ?? "$", $"不是合法的 JSON（第 {exception.LineNumber + 1} 行第 {exception.BytePositionInLine + 1} 字节）。", "请检查该处的括号、引号和逗号。");
        }
    }

    private WorkflowDefinition ReadDefinition(JsonObject json, string text, string path)
    {
        var definitionId = Text(json, "definitionId");
        if (string.IsNullOrEmpty(definitionId))
        {
            Add($"{path}.definitionId", "缺少流程编号 definitionId。", "请补上；同一流程的各个版本共用一个编号。");
        }

        ActivityNode? root = null;
        if (json["root"] is JsonObject rootJson)
        {
            root = ReadActivity(rootJson, null, WorkflowDefinition.WorkflowActivityId, $"{path}.root");
        }
        else
        {
            Add($"{path}.root", "缺少根活动 root。", "请在 Elsa Studio 里重新导出流程定义。");
        }

        var variables = ReadVariables(json["variables"], $"{path}.variables");
        if (root is null || _problems.Count > 0)
        {
            throw new WorkflowDefinitionException(_problems);
        }

        return new WorkflowDefinition(
            definitionId!,
            Text(json, "id") ?? "",
            json["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
            Text(json, "name") ?? definitionId!,
            text,
            _file,
            ReadStrategy(json),
            variables,
            ReadParameters(json["inputs"], $"{path}.inputs"),
            ReadParameters(json["outputs"], $"{path}.outputs"),
            root);
    }

    private static IncidentStrategy ReadStrategy(JsonObject json) =>
        json["options"] is JsonObject options && (Text(options, "incidentStrategyType") ?? "").Contains("ContinueWithIncidents", StringComparison.Ordinal)
            ? IncidentStrategy.ContinueWithIncidents
            : IncidentStrategy.Fault;

    private static List<VariableDeclaration> ReadVariables(JsonNode? json, string path)
    {
        var variables = new List<VariableDeclaration>();
        foreach (var (item, index) in Items(json))
        {
            var name = Text(item, "name");
            name = string.IsNullOrEmpty(name) ? $"Variable{index + 1}" : name;
            variables.Add(new VariableDeclaration(
                Text(item, "id") ?? name,
                name,
                Text(item, "typeName") ?? "Object",
                item["isArray"] is JsonValue isArray && isArray.TryGetValue<bool>(out var flag) && flag,
                item["value"]?.DeepClone(),
                Text(item, "storageDriverTypeName"),
                $"{path}[{index}]"));
        }

        return variables;
    }

    private static List<ParameterDeclaration> ReadParameters(JsonNode? json, string path) =>
        [.. Items(json).Select(entry => new ParameterDeclaration(
            Text(entry.Item, "name") ?? "", Text(entry.Item, "type") ?? "Object", Text(entry.Item, "storageDriverType"), $"{path}[{entry.Index}]"))];

    private ActivityNode ReadActivity(JsonObject json, ActivityNode? parent, string parentNodeId, string path)
    {
        var type = Text(json, "type");
        if (string.IsNullOrEmpty(type))
        {
            Add($"{path}.type", "活动没有类型 type。", "请补上类型，例如 Elsa.SetVariable。");
        }

        var id = Text(json, "id");
        if (string.IsNullOrEmpty(id))
        {
            Add($"{path}.id", "活动没有编号 id。", "请给它一个在所属容器内不重复的编号。");
            id = path;
        }

        var node = new ActivityNode
        {
            Id = id,
            NodeId = $"{parentNodeId}:{id}",
            Name = Text(json, "name") ?? "",
            Type = type ?? "",
            Path = path,
            Parent = parent,
            CanStartWorkflow = json["customProperties"] is JsonObject custom && custom["canStartWorkflow"] is JsonValue flag && flag.TryGetValue<bool>(out var can) && can,
            Json = json,
            Inputs = ReadInputs(json, path),
            Outputs = ReadOutputs(json),
            Variables = ReadVariables(json["variables"], $"{path}.variables"),
            VariableId = json["variable"] is JsonObject variable ? Text(variable, "id") ?? Text(variable, "name") : null,
            Cases = ReadCases(json, path),
        };
        ReadChildren(json, node, path);
        ReadConnections(json, node, path);
        return node;
    }

    private void ReadChildren(JsonObject json, ActivityNode node, string path)
    {
        var children = new List<ActivityNode>();
        foreach (var (item, index) in Items(json["activities"]))
        {
            var child = ReadActivity(item, node, node.NodeId, $"{path}.activities[{index}]");
            if (children.Any(other => other.Id == child.Id))
            {
                Add($"{path}.activities[{index}].id", $"编号“{child.Id}”在同一容器里用了两次。", "请给其中一个活动换一个编号。");
            }

            children.Add(child);
        }

        node.SetChildren(children);
        node.Branches = BranchNames
            .Where(name => json[name] is JsonObject branch && branch["type"] is not null)
            .ToDictionary(name => name, name => ReadActivity((JsonObject)json[name]!, node, node.NodeId, $"{path}.{name}"));
        node.ExplicitStart = json["start"] switch
        {
            JsonObject start => Text(start, "id"),
            JsonValue start when start.TryGetValue<string>(out var id) => id,
            _ => null,
        };
    }

    /// <summary>Both forms of Elsa 3: <c>source:{activity,port}</c> and the older <c>source:"id", sourcePort:"Done"</c>.</summary>
    private void ReadConnections(JsonObject json, ActivityNode node, string path)
    {
        var connections = new List<Connection>();
        var seen = new HashSet<(string, string, string, string)>();
        foreach (var (item, index) in Items(json["connections"]))
        {
            var place = $"{path}.connections[{index}]";
            var (sourceId, sourcePort) = ReadEnd(item, "source", "Done");
            var (targetId, targetPort) = ReadEnd(item, "target", "In");
            var source = ResolveEnd(node, sourceId, $"{place}.source");
            var target = ResolveEnd(node, targetId, $"{place}.target");
            if (source is not null && target is not null && seen.Add((source.Id, sourcePort, target.Id, targetPort)))
            {
                connections.Add(new Connection(connections.Count, source, sourcePort, target, targetPort, place));
            }
        }

        node.Connections = connections;
    }

    private static (string? Activity, string Port) ReadEnd(JsonObject connection, string end, string defaultPort)
    {
        var (activity, port) = connection[end] is JsonObject point
            ? (Text(point, "activity"), Text(point, "port"))
            : (Text(connection, end), Text(connection, $"{end}Port"));
        return (activity, string.IsNullOrEmpty(port) ? defaultPort : port);
    }

    private ActivityNode? ResolveEnd(ActivityNode container, string? id, string path)
    {
        var found = id is null ? null : container.FindChild(id);
        if (found is null)
        {
            Add(path, $"连线指向不存在的活动“{id}”。", $"请改成容器“{container.Id}”里已有的活动编号，或删去这条连线。");
        }

        return found;
    }

    private static Dictionary<string, InputExpression> ReadInputs(JsonObject json, string path)
    {
        var inputs = new Dictionary<string, InputExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in json)
        {
            if (NotInputs.Contains(name) || name == "start" && json["activities"] is not null || value is JsonObject { } child && (child["type"] is not null && child["id"] is not null || child["memoryReference"] is not null && child["expression"] is null))
            {
                continue;
            }

            inputs[name] = ReadExpression(value, $"{path}.{name}");
        }

        return inputs;
    }

    private static InputExpression ReadExpression(JsonNode? json, string path)
    {
        if (json is not JsonObject wrapper || wrapper["expression"] is not JsonObject expression)
        {
            return new InputExpression(ExpressionKind.Literal, null, json?.DeepClone(), path, "Literal");
        }

        return ReadBareExpression(expression, Text(wrapper, "typeName"), $"{path}.expression");
    }

    private static InputExpression ReadBareExpression(JsonObject expression, string? typeName, string path)
    {
        var kindName = Text(expression, "type") ?? "Literal";
        var kind = kindName switch
        {
            "Literal" => ExpressionKind.Literal,
            "Object" or "Json" => ExpressionKind.Json,
            "Variable" => ExpressionKind.Variable,
            "Input" => ExpressionKind.Input,
            "JavaScript" => ExpressionKind.JavaScript,
            _ => ExpressionKind.Unsupported,
        };
        return new InputExpression(kind, typeName, expression["value"]?.DeepClone(), path, kindName);
    }

    private static Dictionary<string, string> ReadOutputs(JsonObject json)
    {
        var outputs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in json)
        {
            if (value is JsonObject output && output["expression"] is null && output["memoryReference"] is JsonObject reference && Text(reference, "id") is { Length: > 0 } id)
            {
                outputs[name] = id;
            }
        }

        return outputs;
    }

    private static List<SwitchCase> ReadCases(JsonObject json, string path) =>
        [.. Items(json["cases"]).Select(entry => new SwitchCase(
            Text(entry.Item, "label") ?? "",
            ReadBareExpression(entry.Item["condition"] as JsonObject ?? [], "Boolean", $"{path}.cases[{entry.Index}].condition")))];

    private static IEnumerable<(JsonObject Item, int Index)> Items(JsonNode? json) => json is JsonArray array
        ? array.Select((item, index) => (Item: item as JsonObject, Index: index)).Where(entry => entry.Item is not null).Select(entry => (entry.Item!, entry.Index))
        : [];

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private void Add(string path, string reason, string remedy) => _problems.Add(new WorkflowProblem(ProblemSeverity.Error, _file, path, reason, remedy));

    private WorkflowDefinitionException Refuse(string path, string reason, string remedy)
    {
        Add(path, reason, remedy);
        return new WorkflowDefinitionException(_problems);
    }
}
