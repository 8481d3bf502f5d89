using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Checklists.Workflows.Definitions;

/// <summary>
/// A workflow definition: the immutable plan that instances follow, read from an Elsa 3 definition file.
/// Its identity is the hash of its content, so an instance that is pinned to a hash can never see another plan.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>The id under which Elsa keeps the activity that wraps the root; it appears in journals as the last completion.</summary>
    public const string WorkflowActivityId = "Workflow1";

    private readonly Dictionary<string, ActivityNode> _nodes;

    internal WorkflowDefinition(
        string definitionId,
        string versionId,
        int version,
        string name,
        string json,
        string? file,
        IncidentStrategy incidentStrategy,
        IReadOnlyList<VariableDeclaration> variables,
        IReadOnlyList<ParameterDeclaration> inputs,
        IReadOnlyList<ParameterDeclaration> outputs,
        ActivityNode root)
    {
        DefinitionId = definitionId;
        VersionId = versionId;
        Version = version;
        Name = name;
        Json = json;
        File = file;
        IncidentStrategy = incidentStrategy;
        Variables = variables;
        Inputs = inputs;
        Outputs = outputs;
        Root = root;
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        ReadsActivityOutputs = json.Contains("getOutputFrom", StringComparison.Ordinal) || json.Contains("getLastResult", StringComparison.Ordinal);
        Nodes = [.. root.SelfAndDescendants()];
        _nodes = new Dictionary<string, ActivityNode>(Nodes.Count, StringComparer.Ordinal);
        foreach (var node in Nodes)
        {
            _nodes.TryAdd(node.NodeId, node);
        }
    }

    /// <summary>The workflow's lasting id (<c>definitionId</c>), shared by all its versions.</summary>
    public string DefinitionId { get; }

    /// <summary>The id of this version (<c>id</c>), as Elsa Studio exported it; empty when the file has none.</summary>
    public string VersionId { get; }

    /// <summary>The version number in the file. Informative only: versions are told apart by <see cref="ContentHash"/>.</summary>
    public int Version { get; }

    /// <summary>The name shown to people.</summary>
    public string Name { get; }

    /// <summary>The definition's JSON text exactly as it was read.</summary>
    public string Json { get; }

    /// <summary>The file it was read from, when known; used in messages.</summary>
    public string? File { get; }

    /// <summary>SHA-256 of <see cref="Json"/> in lower-case hex: the identity of this version.</summary>
    public string ContentHash { get; }

    /// <summary>What happens to the instance when one of its activities fails.</summary>
    public IncidentStrategy IncidentStrategy { get; }

    /// <summary>The workflow's own variables.</summary>
    public IReadOnlyList<VariableDeclaration> Variables { get; }

    /// <summary>The declared inputs.</summary>
    public IReadOnlyList<ParameterDeclaration> Inputs { get; }

    /// <summary>The declared outputs.</summary>
    public IReadOnlyList<ParameterDeclaration> Outputs { get; }

    /// <summary>The root activity, normally a flowchart.</summary>
    public ActivityNode Root { get; }

    /// <summary>Every activity of the definition, the root first, parents before children.</summary>
    public IReadOnlyList<ActivityNode> Nodes { get; }

    /// <summary>Whether any expression reads another activity's output; only then are outputs kept besides the variables they are bound to.</summary>
    internal bool ReadsActivityOutputs { get; }

    /// <summary>Reads one definition.</summary>
    /// <param name="json">The definition's JSON text: one object.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="WorkflowDefinitionException">The text is not a definition; all problems found are listed.</exception>
    public static WorkflowDefinition Parse(string json, string? file = null) => WorkflowDefinitionReader.Read(json, file);

    /// <summary>Reads a text that holds one definition or an array of them.</summary>
    /// <exception cref="WorkflowDefinitionException">The text is not a definition or an array of definitions.</exception>
    public static IReadOnlyList<WorkflowDefinition> ParseMany(string json, string? file = null) => WorkflowDefinitionReader.ReadMany(json, file);

    /// <summary>The definition as a JSON document that may be changed and saved again.</summary>
    public JsonObject ToJson() => JsonNode.Parse(Json)!.AsObject();

    /// <summary>Finds an activity by its path within the definition (for example <c>Workflow1:root:a</c>); null when there is none.</summary>
    public ActivityNode? FindNode(string nodeId) => _nodes.GetValueOrDefault(nodeId);

    /// <summary>Finds an activity by its id; the first one when nested containers use the same id.</summary>
    public ActivityNode? FindActivity(string activityId) => Nodes.FirstOrDefault(node => node.Id == activityId);
}
