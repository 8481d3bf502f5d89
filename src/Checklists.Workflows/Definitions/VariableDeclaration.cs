using System.Text.Json.Nodes;

namespace Checklists.Workflows.Definitions;

/// <summary>A variable declared by the workflow or by a container.</summary>
/// <param name="Id">The id that SetVariable and output bindings refer to.</param>
/// <param name="Name">The name that expressions use.</param>
/// <param name="TypeName">Elsa's type alias, for example <c>Int32</c>.</param>
/// <param name="IsArray">Whether the variable holds a list of that type.</param>
/// <param name="DefaultValue">The value in the file, usually text; null when there is none.</param>
/// <param name="StorageDriver">Elsa's storage driver; here every variable survives a suspension whatever it says.</param>
/// <param name="Path">JSON path of the declaration.</param>
public sealed record VariableDeclaration(string Id, string Name, string TypeName, bool IsArray, JsonNode? DefaultValue, string? StorageDriver, string Path);

/// <summary>A declared input or output of the workflow.</summary>
/// <param name="Name">The name that expressions use.</param>
/// <param name="TypeName">Elsa's type alias.</param>
/// <param name="StorageDriver">Elsa's storage driver, inputs only.</param>
/// <param name="Path">JSON path of the declaration.</param>
public sealed record ParameterDeclaration(string Name, string TypeName, string? StorageDriver, string Path);
