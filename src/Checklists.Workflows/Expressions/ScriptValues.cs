using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace Checklists.Workflows.Expressions;

/// <summary>Values on their way into a script and out of it. Scripts get copies: changing one changes no variable.</summary>
internal static class ScriptValues
{
    /// <summary>Deepest nesting that is taken out of a script; deeper or circular values are an error.</summary>
    private const int DeepestValue = 64;

    public static JsValue ToScript(Engine engine, JsonNode? value)
    {
        switch (value)
        {
            case null:
                return JsValue.Null;
            case JsonArray array:
                return new JsArray(engine, [.. array.Select(item => ToScript(engine, item))]);
            case JsonObject json:
                var result = new JsObject(engine);
                foreach (var (name, member) in json)
                {
                    result.FastSetDataProperty(name, ToScript(engine, member));
                }

                return result;
            default:
                return ToScript(value);
        }
    }

    public static JsonNode? ToJson(JsValue value, int depth = 0) => depth > DeepestValue
        ? throw new ExpressionException($"The script's value is nested deeper than {DeepestValue} levels or refers to itself.")
        : value switch
        {
            JsString text => JsonValue.Create(text.ToString()),
            JsBoolean truth => JsonValue.Create(truth == JsBoolean.True),
            JsNumber number => ToJson(number.AsNumber()),
            JsArray array => ToJson(array, depth),
            JsDate date => JsonValue.Create(date.ToDateTime().ToString("O", CultureInfo.InvariantCulture)),
            ObjectInstance instance when instance is Jint.Native.Function.Function => throw new ExpressionException("The script's value is a function."),
            ObjectInstance instance => ToJson(instance, depth),
            _ => null,
        };

    private static JsValue ToScript(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        _ => JsNumber.Create(ValueConversion.Number(value)),
    };

    private static JsonValue? ToJson(double number) =>
        double.IsInteger(number) && Math.Abs(number) < 9e15 ? JsonValue.Create((long)number)
        : double.IsFinite(number) ? JsonValue.Create(number)
        : throw new ExpressionException($"The script's value is {number.ToString(CultureInfo.InvariantCulture)}, which is not a number that can be kept.");

    private static JsonArray ToJson(JsArray array, int depth)
    {
        var result = new JsonArray();
        for (uint index = 0; index < array.Length; index++)
        {
            result.Add(ToJson(array[index], depth + 1));
        }

        return result;
    }

    private static JsonObject ToJson(ObjectInstance instance, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, property) in instance.GetOwnProperties())
        {
            if (key.IsString() && property.Enumerable)
            {
                result[key.ToString()] = ToJson(instance.Get(key), depth + 1);
            }
        }

        return result;
    }
}
