using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Execution;
using Checklists.Workflows.Expressions;
using Checklists.Workflows.Journal;

namespace Checklists.Workflows.Simulation;

/// <summary>
/// A scripted run: definitions and the steps to take with them. The result says all about the first definition's first instance
/// in a form that can be compared with what another engine did.
/// </summary>
public sealed class WorkflowCase
{
    private readonly IReadOnlyList<WorkflowDefinition> _definitions;
    private readonly JsonArray _script;

    /// <summary>Makes a case.</summary>
    /// <param name="definitions">The definitions; the first one's instance is reported on.</param>
    /// <param name="script">The steps: objects with one of <c>start</c>, <c>event</c>, <c>completeTask</c>, <c>delay</c>, <c>cancel</c>, <c>retry</c>.</param>
    public WorkflowCase(IReadOnlyList<WorkflowDefinition> definitions, JsonArray script)
    {
        _definitions = definitions;
        _script = script;
    }

    /// <summary>Reads a case file: <c>{name, definitions, script}</c>.</summary>
    /// <exception cref="WorkflowDefinitionException">A definition cannot be read.</exception>
    /// <exception cref="FormatException">The file is not a case.</exception>
    public static WorkflowCase Parse(string json, string? file = null)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject root && root["script"] is JsonArray script && root["definitions"] is { } definitions
                ? new WorkflowCase(WorkflowDefinition.ParseMany(definitions.ToJsonString(), file), (JsonArray)script.DeepClone())
                : throw new FormatException("The file is not a case: it needs definitions and script.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The file is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Runs the case.</summary>
    /// <param name="activities">The known activities.</param>
    /// <returns>The result as <c>workflow run</c> prints it.</returns>
    /// <exception cref="FormatException">A step of the script is not understood.</exception>
    public async Task<JsonObject> RunAsync(ActivityRegistry activities)
    {
        var runner = new SimulatedRunner(_definitions, activities);
        var bookmarks = new JsonArray();
        foreach (var step in _script)
        {
            await TakeStepAsync(runner, step as JsonObject ?? throw new FormatException("A step of the script is not an object."));
            bookmarks.Add(Bookmarks(Subject(runner)));
        }

        return Report(runner, bookmarks);
    }

    private SimulatedInstance? Subject(SimulatedRunner runner) => runner.Instances.FirstOrDefault(instance => instance.Definition == _definitions[0]);

    private async Task TakeStepAsync(SimulatedRunner runner, JsonObject step)
    {
        var (verb, arguments) = step.FirstOrDefault();
        var details = arguments as JsonObject ?? [];
        switch (verb)
        {
            case "start":
                await StartAsync(runner, details);
                break;
            case "event":
                await runner.PublishAsync((string?)details["name"] ?? "", (string?)details["correlationId"], details["payload"]);
                break;
            case "completeTask":
                await runner.CompleteTaskAsync((string?)details["taskName"] ?? "", details["result"]);
                break;
            case "delay":
                await runner.FireTimersAsync();
                break;
            case "cancel" when Subject(runner) is { } subject:
                await runner.CancelAsync(subject);
                break;
            case "retry" when Subject(runner) is { } subject:
                await runner.RetryAsync(subject);
                break;
            case "cancel" or "retry":
                break;
            default:
                throw new FormatException($"The script has an unknown step '{verb}'; known are start, event, completeTask, delay, cancel and retry.");
        }
    }

    private async Task StartAsync(SimulatedRunner runner, JsonObject details)
    {
        var definitionId = (string?)details["definitionId"] ?? _definitions[0].DefinitionId;
        if (_definitions.All(definition => definition.DefinitionId != definitionId))
        {
            throw new FormatException($"The script starts '{definitionId}', but there is no definition with that definitionId.");
        }

        await runner.StartAsync(definitionId, details["input"] as JsonObject, (string?)details["correlationId"]);
    }

    private static JsonArray Bookmarks(SimulatedInstance? subject) => new([.. (subject?.State.Bookmarks ?? [])
        .OrderBy(bookmark => bookmark.ActivityId, StringComparer.Ordinal)
        .ThenBy(bookmark => bookmark.Name, StringComparer.Ordinal)
        .Select(bookmark => new JsonObject { ["activityId"] = bookmark.ActivityId, ["name"] = bookmark.Name })]);

    private JsonObject Report(SimulatedRunner runner, JsonArray bookmarks)
    {
        var subject = Subject(runner);
        var completions = (subject?.Journal ?? []).Where(entry => entry.Event == JournalEvent.Completed).ToList();
        var report = new JsonObject
        {
            ["status"] = subject is null ? null : subject.State.Status.IsEnded() ? "Finished" : "Running",
            ["subStatus"] = subject?.State.Status.ToString(),
            ["completed"] = new JsonArray([.. completions.Select(entry => JsonValue.Create(entry.ActivityId))]),
            ["outcomes"] = Outcomes(completions),
            ["variables"] = new JsonObject((subject?.SeenVariables ?? new Dictionary<string, JsonNode?>()).Select(seen => KeyValuePair.Create(seen.Key, seen.Value?.DeepClone()))),
            ["output"] = subject?.State.Output.DeepClone() ?? new JsonObject(),
            ["bookmarks"] = bookmarks,
            ["incidents"] = new JsonArray([.. (subject?.State.Incidents ?? []).Select(incident => new JsonObject { ["activityId"] = incident.ActivityId, ["message"] = incident.Message })]),
        };
        return Mask(report, runner);
    }

    private static JsonObject Outcomes(List<JournalEntry> completions)
    {
        var outcomes = new JsonObject();
        foreach (var completion in completions)
        {
            if (completion.Data?["outcomes"] is JsonArray names)
            {
                var all = outcomes[completion.ActivityId] as JsonArray ?? [];
                outcomes[completion.ActivityId] = all;
                foreach (var name in names)
                {
                    all.Add(name?.DeepClone());
                }
            }
        }

        return outcomes;
    }

    /// <summary>Instance ids differ from engine to engine and from run to run.</summary>
    private static JsonObject Mask(JsonObject report, SimulatedRunner runner)
    {
        var text = report.ToJsonString(JsonText.Options);
        foreach (var id in runner.Instances.Select(instance => instance.State.InstanceId).OrderByDescending(id => id.Length))
        {
            text = text.Replace(id, "*", StringComparison.Ordinal);
        }

        return JsonNode.Parse(text)!.AsObject();
    }
}
