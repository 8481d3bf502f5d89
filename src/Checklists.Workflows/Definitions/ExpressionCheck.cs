using System.Text.Json;
using System.Text.Json.Nodes;
using Acornima;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Expressions;
using Jint;

namespace Checklists.Workflows.Definitions;

/// <summary>Checks the expressions of an activity: are they of a supported kind, well formed, and do they refer to things that exist.</summary>
internal sealed class ExpressionCheck(DefinitionCheck check)
{
    private static readonly HashSet<string> CommonNames =
    [
        "variables", "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult", "getWorkflowDefinitionId",
        "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getWorkflowInstanceName",
        "setWorkflowInstanceName", "getCorrelationId", "setCorrelationId", "isNullOrWhiteSpace", "isNullOrEmpty", "toJson",
        "newGuid", "newGuidString", "newShortGuid", "undefined", "NaN", "Infinity", "Object", "Array", "String", "Number", "Boolean",
        "Date", "Math", "JSON", "RegExp", "Map", "Set", "Symbol", "Error", "TypeError", "RangeError", "BigInt", "parseInt", "parseFloat",
        "isNaN", "isFinite", "encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI", "Intl", "globalThis", "arguments",
    ];

    public void Run(ActivityNode node)
    {
        foreach (var (name, expression) in node.Inputs)
        {
            Check(node, expression);
            CheckFixedValue(node, name, expression);
        }

        foreach (var @case in node.Cases)
        {
            Check(node, @case.Condition);
        }

        if (node.Type == "Elsa.SetVariable" && (node.VariableId is null || !IsInScope(node, node.VariableId, byId: true)))
        {
            check.Error($"{node.Path}.variable", $"活动“{node.Id}”要设置的变量“{node.VariableId}”不存在。", VariablesInScope(node));
        }

        foreach (var (name, id) in node.Outputs.Where(output => !IsInScope(node, output.Value, byId: true)))
        {
            check.Error($"{node.Path}.{name}", $"活动“{node.Id}”的输出 {name} 要写入的变量“{id}”不存在。", VariablesInScope(node));
        }
    }

    private void Check(ActivityNode node, InputExpression expression)
    {
        switch (expression.Kind)
        {
            case ExpressionKind.Unsupported:
                check.Error(expression.Path, $"表达式类型“{expression.KindName}”不受支持。", "请改用 Literal、Object、Variable、Input 或 JavaScript。");
                break;
            case ExpressionKind.Json:
                CheckJson(expression);
                break;
            case ExpressionKind.Variable when !IsInScope(node, expression.ReferenceId, byId: true) && !IsInScope(node, expression.ReferenceName, byId: false):
                check.Error(expression.Path, $"引用的变量“{expression.ReferenceName ?? expression.ReferenceId}”不存在。", VariablesInScope(node));
                break;
            case ExpressionKind.Input when !check.Definition.Inputs.Any(input => string.Equals(input.Name, expression.ReferenceName, StringComparison.OrdinalIgnoreCase)):
                check.Error(expression.Path, $"引用的流程输入“{expression.ReferenceName}”没有声明。", "请在流程的 inputs 里声明它。");
                break;
            case ExpressionKind.JavaScript:
                CheckScript(node, expression);
                break;
        }
    }

    private void CheckJson(InputExpression expression)
    {
        if (expression.Value is not JsonValue || expression.Value.GetValueKind() != JsonValueKind.String || string.IsNullOrWhiteSpace(expression.Text))
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(expression.Text);
        }
        catch (JsonException exception)
        {
            check.Error(expression.Path, $"对象表达式不是合法的 JSON（第 {exception.LineNumber + 1} 行第 {exception.BytePositionInLine + 1} 字节）。", "请检查引号、逗号和括号。");
        }
    }

    private void CheckScript(ActivityNode node, InputExpression expression)
    {
        try
        {
            var script = JavaScriptEngines.Prepare(expression.Text);
            foreach (var name in script.ReferencedGlobals!)
            {
                CheckName(node, expression, name);
            }
        }
        catch (ScriptPreparationException preparation) when (preparation.InnerException is ParseErrorException exception)
        {
            check.Error(expression.Path, $"JavaScript 有语法错误（第 {exception.LineNumber} 行第 {exception.Column + 1} 列）：{exception.Description}。", "请改正脚本。");
        }
    }

    private void CheckName(ActivityNode node, InputExpression expression, string name)
    {
        if (CommonNames.Contains(name) || IsAccessor(node, name))
        {
            return;
        }

        if (name.Length > 3 && (name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal)) && char.IsUpper(name[3]))
        {
            check.Error(expression.Path, $"脚本调用 {name}()，但没有变量或输入“{name[3..]}”。", VariablesInScope(node));
        }
        else
        {
            check.Error(expression.Path, $"脚本用到了未知的名称“{name}”。", "请检查拼写；脚本里只能使用变量、输入和标准 JavaScript。");
        }
    }

    private bool IsAccessor(ActivityNode node, string name)
    {
        if (name.Length <= 3)
        {
            return false;
        }

        var subject = name[3..];
        var isGetter = name.StartsWith("get", StringComparison.Ordinal);
        return isGetter || name.StartsWith("set", StringComparison.Ordinal)
            ? Variables(node).Select(variable => variable.Name).Concat(LoopNames(node)).Any(variable => string.Equals(char.ToUpperInvariant(variable[0]) + variable[1..], subject, StringComparison.Ordinal))
                || isGetter && check.Definition.Inputs.Any(input => input.Name == subject)
            : false;
    }

    /// <summary>Values that are known before anything runs must fit what the activity makes of them.</summary>
    private void CheckFixedValue(ActivityNode node, string name, InputExpression expression)
    {
        if (expression.Kind != ExpressionKind.Literal || expression.Value is null)
        {
            return;
        }

        var (isValid, wanted) = (node.Type, name) switch
        {
            ("Elsa.FlowJoin", "mode") => (Enum.TryParse<JoinMode>(expression.Text, ignoreCase: true, out _), "WaitAll、WaitAllActive 或 WaitAny"),
            ("Elsa.FlowSwitch", "mode") => (expression.Text is "MatchFirst" or "MatchAny" or "0" or "1", "MatchFirst 或 MatchAny"),
            ("Elsa.Delay", "timeSpan") or ("Elsa.Timer", "interval") => (Fits(() => ValueConversion.ToTimeSpan(expression.Value)), "时长，例如 3.00:00:00 或 P3D"),
            ("Elsa.StartAt", "dateTime") => (Fits(() => ValueConversion.ToTime(expression.Value)), "时间，例如 2026-11-27T18:00:00+08:00"),
            ("Elsa.Cron", "cronExpression") => (Fits(() => CronSchedule.Parse(expression.Text)), "cron 表达式，例如 0 18 * * 5"),
            (_, "condition") or (_, "waitForCompletion") => (Fits(() => ValueConversion.ToBoolean(expression.Value)), "true 或 false"),
            _ => (true, ""),
        };
        if (!isValid)
        {
            check.Error(expression.Path, $"“{expression.Text}”不能用作 {name}。", $"请改为{wanted}。");
        }
    }

    private static bool Fits(Func<object> convert)
    {
        try
        {
            convert();
            return true;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }

    private IEnumerable<VariableDeclaration> Variables(ActivityNode node)
    {
        for (var scope = node; scope is not null; scope = scope.Parent)
        {
            foreach (var variable in scope.Variables)
            {
                yield return variable;
            }
        }

        foreach (var variable in check.Definition.Variables)
        {
            yield return variable;
        }
    }

    private static IEnumerable<string> LoopNames(ActivityNode node)
    {
        for (var scope = node.Parent; scope is not null; scope = scope.Parent)
        {
            if (scope.Type is "Elsa.ForEach" or "Elsa.ParallelForEach")
            {
                return ["CurrentValue", "CurrentIndex"];
            }

            if (scope.Type == "Elsa.For")
            {
                return ["CurrentValue"];
            }
        }

        return [];
    }

    private bool IsInScope(ActivityNode node, string? idOrName, bool byId) =>
        Variables(node).Any(variable => (byId ? variable.Id : variable.Name) == idOrName) || !byId && LoopNames(node).Contains(idOrName);

    private string VariablesInScope(ActivityNode node)
    {
        var names = Variables(node).Select(variable => variable.Name).Distinct().ToList();
        return names.Count == 0 ? "请先声明变量。" : $"此处可用的变量：{string.Join("、", names)}。";
    }
}
