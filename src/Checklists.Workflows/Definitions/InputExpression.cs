using System.Text.Json.Nodes;

namespace Checklists.Workflows.Definitions;

/// <summary>
/// The value of an activity's input as the file gives it: a literal, or an expression that is evaluated
/// each time just before the activity runs.
/// </summary>
/// <param name="Kind">How <paramref name="Value"/> is turned into a value.</param>
/// <param name="TypeName">Elsa's type alias of the input; null when the file gives none.</param>
/// <param name="Value">The literal, the JSON, the script, or the reference.</param>
/// <param name="Path">JSON path of the input.</param>
/// <param name="KindName">The expression type exactly as the file spells it.</param>
public sealed record InputExpression(ExpressionKind Kind, string? TypeName, JsonNode? Value, string Path, string KindName)
{
    /// <summary>The script, literal or JSON as text.</summary>
    public string Text { get; } = Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : Value?.ToJsonString() ?? "";

    /// <summary>For Variable and Input expressions: the <c>name</c> of what is referred to; a bare text is taken as the name.</summary>
    public string? ReferenceName => Value is JsonObject reference ? (string?)reference["name"] : Text;

    /// <summary>For Variable expressions: the <c>id</c> of the variable.</summary>
    public string? ReferenceId => Value is JsonObject reference ? (string?)reference["id"] : null;
}

/// <summary>The kinds of expression this runtime evaluates.</summary>
public enum ExpressionKind
{
    /// <summary>The value as it stands.</summary>
    Literal,

    /// <summary>JSON text (Elsa's Object and Json expressions).</summary>
    Json,

    /// <summary>The current value of a variable.</summary>
    Variable,

    /// <summary>An input the workflow was started with.</summary>
    Input,

    /// <summary>A JavaScript expression or function body.</summary>
    JavaScript,

    /// <summary>Any other kind. It is refused by the validator and fails when it is evaluated.</summary>
    Unsupported,
}
