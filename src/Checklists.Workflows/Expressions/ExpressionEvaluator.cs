using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Expressions;

/// <summary>Evaluates the expressions of a definition. One evaluator serves all instances and threads.</summary>
public sealed class ExpressionEvaluator
{
    private readonly JavaScriptEngines _engines;

    /// <summary>Makes an evaluator whose scripts keep within the given limits.</summary>
    public ExpressionEvaluator(ScriptLimits? limits = null) => _engines = new JavaScriptEngines(limits ?? new ScriptLimits());

    /// <summary>Evaluates an input.</summary>
    /// <exception cref="ExpressionException">The expression is of a kind that is not supported, or fails.</exception>
    internal JsonNode? Evaluate(InputExpression expression, ExpressionScope scope) => expression.Kind switch
    {
        ExpressionKind.Literal => expression.Value,
        ExpressionKind.Json => ParseJson(expression),
        ExpressionKind.Variable => scope.GetVariableById(expression.ReferenceId, expression.ReferenceName),
        ExpressionKind.Input => scope.GetInput(expression.ReferenceName ?? ""),
        ExpressionKind.JavaScript => _engines.Evaluate(expression.Text, scope),
        _ => throw new ExpressionException($"Expressions of type '{expression.KindName}' are not supported."),
    };

    private static JsonNode? ParseJson(InputExpression expression)
    {
        if (expression.Value is not JsonValue || expression.Value.GetValueKind() != JsonValueKind.String)
        {
            return expression.Value;
        }

        if (string.IsNullOrWhiteSpace(expression.Text))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(expression.Text);
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"The JSON text is not valid: {exception.Message}", exception);
        }
    }
}

/// <summary>An expression could not be evaluated.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ExpressionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
