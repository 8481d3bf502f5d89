using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Definitions;

namespace Checklists.Workflows.Expressions;

/// <summary>
/// Typed conversion of values. Values are JSON throughout, so that they look the same before and after a suspension; a declared type
/// says what a value must become. A value that cannot become its type is an error, never silently a zero.
/// </summary>
internal static class ValueConversion
{
    /// <summary>A copy of the value, converted to the variable's declared type; undeclared variables take anything.</summary>
    /// <exception cref="ValueConversionException">The value does not fit the type.</exception>
    public static JsonNode? ToVariable(JsonNode? value, VariableDeclaration? variable) =>
        variable is null ? Detach(value) : To(value, variable.TypeName, variable.IsArray, variable.Name);

    /// <summary>The value a variable has at the beginning. An empty default text means none was given, as in Elsa.</summary>
    public static JsonNode? Default(VariableDeclaration variable) => variable.DefaultValue switch
    {
        null => null,
        JsonValue text when text.TryGetValue<string>(out var content) && content.Length == 0 => null,
        var value => ToVariable(FromJsonText(value), variable),
    };

    /// <summary>The value converted to a type given by Elsa's alias.</summary>
    public static JsonNode? To(JsonNode? value, string? typeName, bool isArray = false, string? name = null)
    {
        if (value is null)
        {
            return null;
        }

        if (isArray)
        {
            return ToList(value);
        }

        if (value is JsonArray && typeName != "String")
        {
            return Detach(value);
        }

        try
        {
            return typeName switch
            {
                "String" => JsonValue.Create(ToText(value)),
                "Int16" or "Int32" => JsonValue.Create(checked((int)ToInteger(value))),
                "Int64" => JsonValue.Create(ToInteger(value)),
                "Single" or "Double" => JsonValue.Create(ToDouble(value)),
                "Decimal" => JsonValue.Create(ToDecimal(value)),
                "Boolean" => JsonValue.Create(ToBoolean(value)),
                "DateTime" or "DateTimeOffset" => JsonValue.Create(ToTime(value).ToString("O", CultureInfo.InvariantCulture)),
                "DateOnly" => JsonValue.Create(DateOnly.FromDateTime(ToTime(value).DateTime).ToString("O", CultureInfo.InvariantCulture)),
                "TimeSpan" => JsonValue.Create(ToTimeSpan(value).ToString("c", CultureInfo.InvariantCulture)),
                "Guid" => JsonValue.Create(Guid.Parse(ToText(value)).ToString()),
                _ => Detach(value),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            throw new ValueConversionException($"{(name is null ? "The value" : $"Variable '{name}'")} cannot take {Quote(value)}: it is not a {typeName}.", exception);
        }
    }

    /// <summary>The value as text; objects and arrays as JSON.</summary>
    public static string ToText(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Number => NumberText(value),
        _ => value.ToJsonString(JsonText.Options),
    };

    /// <summary>The value as a whole number; fractions are rounded to the even neighbour as .NET does.</summary>
    public static long ToInteger(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => TryLong(value) ?? checked((long)Math.Round(ToDouble(value))),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => long.Parse(value.GetValue<string>().Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture),
        _ => throw new InvalidCastException("not a number"),
    };

    /// <summary>The value as a floating point number.</summary>
    public static double ToDouble(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        JsonValueKind.String => double.Parse(value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => throw new InvalidCastException("not a number"),
    };

    /// <summary>The value as true or false.</summary>
    public static bool ToBoolean(JsonNode? value) => value?.GetValueKind() switch
    {
        null => false,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => ToDouble(value) != 0,
        JsonValueKind.String => bool.Parse(value.GetValue<string>()),
        _ => throw new InvalidCastException("not a truth value"),
    };

    /// <summary>The value as a span of time: <c>[d.]hh:mm:ss</c>, ISO 8601 (<c>P3D</c>) or a number of milliseconds.</summary>
    public static TimeSpan ToTimeSpan(JsonNode value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
        {
            return TimeSpan.FromMilliseconds(ToDouble(value));
        }

        var text = ToText(value);
        return text.StartsWith('P') ? System.Xml.XmlConvert.ToTimeSpan(text) : TimeSpan.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>The value as a point in time; without an offset it is UTC.</summary>
    public static DateTimeOffset ToTime(JsonNode value) =>
        DateTimeOffset.Parse(ToText(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The value as a list: arrays as they are, JSON text of an array parsed, anything else as the only item.</summary>
    public static JsonArray ToList(JsonNode? value) => value switch
    {
        null => [],
        JsonArray array => (JsonArray)array.DeepClone(),
        _ when FromJsonText(value) is JsonArray parsed => parsed,
        _ => new JsonArray(value.DeepClone()),
    };

    /// <summary>Text that holds a JSON object or array becomes that object or array; everything else stays.</summary>
    public static JsonNode? FromJsonText(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String)
        {
            return value;
        }

        var text = value.GetValue<string>().AsSpan().TrimStart();
        if (text.Length == 0 || text[0] is not ('{' or '['))
        {
            return value;
        }

        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>A copy that belongs to nobody, so that it can be put somewhere else.</summary>
    public static JsonNode? Detach(JsonNode? value) => value is null ? null : value is JsonValue { Parent: null } ? value : value.DeepClone();

    /// <summary>The number as a double, from whichever form it has.</summary>
    public static double Number(JsonNode value)
    {
        var number = value.AsValue();
        return number.TryGetValue<double>(out var real) ? real
            : number.TryGetValue<long>(out var whole) ? whole
            : number.TryGetValue<int>(out var small) ? small
            : double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
    }

    private static long? TryLong(JsonNode value)
    {
        var number = value.AsValue();
        return number.TryGetValue<long>(out var whole) ? whole : number.TryGetValue<int>(out var small) ? small : null;
    }

    private static decimal ToDecimal(JsonNode value) => value.GetValueKind() == JsonValueKind.String
        ? decimal.Parse(value.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.AsValue().TryGetValue<decimal>(out var exact) ? exact : (decimal)ToDouble(value);

    private static string NumberText(JsonNode value) =>
        TryLong(value)?.ToString(CultureInfo.InvariantCulture) ?? Number(value).ToString(CultureInfo.InvariantCulture);

    private static string Quote(JsonNode value)
    {
        var text = value.ToJsonString(JsonText.Options);
        return text.Length <= 80 ? text : $"{text[..80]}…";
    }
}

/// <summary>A value does not fit the type it was meant for.</summary>
public sealed class ValueConversionException(string message, Exception inner) : Exception(message, inner);
