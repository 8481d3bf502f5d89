using System.Globalization;
using System.Text.Json.Nodes;
using Acornima.Ast;
using Checklists.Workflows.Definitions;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Checklists.Workflows.Expressions;

/// <summary>
/// One JavaScript engine with Elsa's functions for one definition: <c>getX()</c> and <c>setX()</c> for every variable X,
/// <c>getX()</c> for every input X, and the common functions. Scripts see no .NET, no files, no network, and no clock
/// but the burst's.
/// </summary>
internal sealed class JavaScriptEngine : IDisposable
{
    private readonly Engine _engine;
    private readonly GlobalSnapshot _clean;
    private ExpressionScope _scope = null!;

    public JavaScriptEngine(WorkflowDefinition definition, ScriptLimits limits)
    {
        _engine = new Engine(options =>
        {
            options.TimeoutInterval(limits.Time);
            options.LimitMemory(limits.MemoryBytes);
            options.MaxStatements(limits.Statements);
            options.LimitRecursion(limits.Recursion);
            options.MaxArraySize(limits.ArrayLength);
            options.Constraints.StackOverflowGuard = true;
            options.Constraints.RegexTimeout = limits.Time;
            options.DisableStringCompilation();
            options.LocalTimeZone(TimeZoneInfo.Utc);
            options.Culture(CultureInfo.InvariantCulture);
            options.TimeSystem = new BurstTime(() => _scope.Now);
        });
        AddVariables(definition);
        AddCommonFunctions();
        _clean = _engine.Advanced.CaptureGlobalSnapshot();
    }

    public JsonNode? Evaluate(Prepared<Script> script, ExpressionScope scope)
    {
        _scope = scope;
        try
        {
            return ScriptValues.ToJson(_engine.Evaluate(in script));
        }
        finally
        {
            _engine.Advanced.RestoreGlobalSnapshot(_clean);
            _scope = null!;
        }
    }

    public void Dispose() => _engine.Dispose();

    private void AddVariables(WorkflowDefinition definition)
    {
        var names = definition.Variables.Select(variable => variable.Name)
            .Concat(definition.Nodes.SelectMany(node => node.Variables).Select(variable => variable.Name))
            .Concat(["CurrentValue", "CurrentIndex"])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var variables = new JsObject(_engine);
        foreach (var name in names)
        {
            var getter = Function($"get{Pascal(name)}", _ => ScriptValues.ToScript(_engine, _scope.GetVariable(name)));
            var setter = Function($"set{Pascal(name)}", arguments => SetVariable(name, arguments.At(0)));
            variables.DefineOwnProperty(name, new GetSetPropertyDescriptor(getter, setter, enumerable: true, configurable: true));
        }

        _engine.SetValue("variables", variables);
        foreach (var input in definition.Inputs.Where(input => input.Name.Length > 0))
        {
            Function($"get{input.Name}", _ => ScriptValues.ToScript(_engine, _scope.GetInput(input.Name)));
        }
    }

    private void AddCommonFunctions()
    {
        Function("getVariable", arguments => ScriptValues.ToScript(_engine, _scope.GetVariable(Text(arguments, 0))));
        Function("setVariable", arguments => SetVariable(Text(arguments, 0), arguments.At(1)));
        Function("getInput", arguments => ScriptValues.ToScript(_engine, _scope.GetInput(Text(arguments, 0))));
        Function("getOutputFrom", arguments => ScriptValues.ToScript(_engine, _scope.GetOutput(Text(arguments, 0), arguments.At(1).IsString() ? Text(arguments, 1) : null)));
        Function("getLastResult", _ => ScriptValues.ToScript(_engine, _scope.State.LastResult));
        Function("getWorkflowDefinitionId", _ => _scope.Definition.DefinitionId);
        Function("getWorkflowDefinitionVersionId", _ => _scope.Definition.VersionId);
        Function("getWorkflowDefinitionVersion", _ => _scope.Definition.Version);
        Function("getWorkflowInstanceId", _ => _scope.State.InstanceId);
        Function("getWorkflowInstanceName", _ => TextOrNull(_scope.State.Name));
        Function("getCorrelationId", _ => TextOrNull(_scope.State.CorrelationId));
        Function("setWorkflowInstanceName", arguments => Do(() => _scope.State.Name = NullableText(arguments.At(0))));
        Function("setCorrelationId", arguments => Do(() => _scope.State.CorrelationId = NullableText(arguments.At(0))));
        Function("isNullOrWhiteSpace", arguments => string.IsNullOrWhiteSpace(NullableText(arguments.At(0))));
        Function("isNullOrEmpty", arguments => string.IsNullOrEmpty(NullableText(arguments.At(0))));
        Function("toJson", arguments => ScriptValues.ToJson(arguments.At(0))?.ToJsonString(JsonText.Options) ?? "null");
        foreach (var name in (string[])["newGuid", "newGuidString", "newShortGuid"])
        {
            Function(name, _ => _scope.NewId());
        }
    }

    private ClrFunction Function(string name, Func<JsValue[], JsValue> body)
    {
        var function = new ClrFunction(_engine, name, (_, arguments) => body(arguments));
        _engine.SetValue(name, function);
        return function;
    }

    private JsValue SetVariable(string name, JsValue value)
    {
        _scope.SetVariable(name, ScriptValues.ToJson(value));
        return JsValue.Undefined;
    }

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    private static string Text(JsValue[] arguments, int index) => arguments.At(index).ToString();

    private static string? NullableText(JsValue value) => value.IsNull() || value.IsUndefined() ? null : value.ToString();

    private static JsValue TextOrNull(string? text) => text is null ? JsValue.Null : text;

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Gives scripts the burst's time instead of the machine's, so that a burst that is run again sees the same.</summary>
    private sealed class BurstTime(Func<DateTimeOffset> now) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture)
    {
        public override DateTimeOffset GetUtcNow() => now();
    }
}
