using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Acornima;
using Acornima.Ast;
using Checklists.Workflows.Definitions;
using Jint;
using Jint.Runtime;

namespace Checklists.Workflows.Expressions;

/// <summary>
/// Scripts and the engines that run them. A script is parsed once; an engine is set up once per definition version and then
/// lent to one evaluation after the other, its globals put back each time.
/// </summary>
internal sealed class JavaScriptEngines(ScriptLimits limits)
{
    /// <summary>Scripts come from published definitions, so there are few; the bound only guards against a host that publishes without end.</summary>
    private const int MostScripts = 20_000;

    private static readonly int MostIdleEngines = Environment.ProcessorCount * 2;

    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentBag<JavaScriptEngine>> _idle = new(StringComparer.Ordinal);

    /// <summary>Parses a script the way it will be run.</summary>
    /// <exception cref="ScriptPreparationException">The script has a syntax error.</exception>
    public static Prepared<Script> Prepare(string script) => Engine.PrepareScript(
        script,
        options: new ScriptPreparationOptions
        {
            ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true },
            CollectReferencedGlobals = true,
        });

    /// <summary>Runs a script and returns its value.</summary>
    /// <exception cref="ExpressionException">The script fails or goes beyond its limits.</exception>
    public JsonNode? Evaluate(string script, ExpressionScope scope)
    {
        var engine = Borrow(scope.Definition);
        try
        {
            return engine.Evaluate(GetPrepared(script), scope);
        }
        catch (JavaScriptException exception)
        {
            throw new ExpressionException(exception.Message, exception);
        }
        catch (Exception exception) when (exception is ScriptPreparationException or ParseErrorException or JintException or TimeoutException or InsufficientExecutionStackException)
        {
            throw new ExpressionException(exception.Message, exception);
        }
        finally
        {
            Return(scope.Definition, engine);
        }
    }

    private Prepared<Script> GetPrepared(string script)
    {
        if (_scripts.TryGetValue(script, out var prepared))
        {
            return prepared;
        }

        if (_scripts.Count >= MostScripts)
        {
            _scripts.Clear();
        }

        return _scripts.GetOrAdd(script, Prepare);
    }

    private JavaScriptEngine Borrow(WorkflowDefinition definition) =>
        _idle.TryGetValue(definition.ContentHash, out var bag) && bag.TryTake(out var engine) ? engine : new JavaScriptEngine(definition, limits);

    private void Return(WorkflowDefinition definition, JavaScriptEngine engine)
    {
        var bag = _idle.GetOrAdd(definition.ContentHash, _ => []);
        if (bag.Count < MostIdleEngines)
        {
            bag.Add(engine);
        }
        else
        {
            engine.Dispose();
        }
    }
}
