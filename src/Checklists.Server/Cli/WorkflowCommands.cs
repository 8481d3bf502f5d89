using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Checklists.Workflows.Activities;
using Checklists.Workflows.Definitions;
using Checklists.Workflows.Simulation;

namespace Checklists.Server.Cli;

/// <summary>
/// The verbs <c>workflow validate</c> and <c>workflow run</c>. They need no database. Exit codes: 0 done, 1 a definition has
/// errors or a case cannot be run, 2 a file cannot be read.
/// </summary>
public static class WorkflowCommands
{
    private const int Done = 0;
    private const int Findings = 1;
    private const int BadInput = 2;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Checks every definition of a file or of the .json files in a directory and prints all problems.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="activities">The activities that can be executed, the host's included.</param>
    /// <param name="output">Takes the problems and the summary.</param>
    /// <param name="error">Takes what keeps the verb from working.</param>
    /// <returns>0 without errors, 1 with errors, 2 when the path cannot be read.</returns>
    public static int Validate(string path, ActivityRegistry activities, TextWriter output, TextWriter error)
    {
        if (FilesIn(path, error) is not { } files)
        {
            return BadInput;
        }

        var definitions = new List<WorkflowDefinition>();
        var problems = new List<WorkflowProblem>();
        foreach (var file in files)
        {
            try
            {
                definitions.AddRange(WorkflowDefinition.ParseMany(File.ReadAllText(file), file));
            }
            catch (WorkflowDefinitionException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        problems.AddRange(WorkflowValidator.ValidateTogether(definitions, activities));
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        var errors = problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        output.WriteLine($"检查了 {files.Count} 个文件、{definitions.Count} 个流程：{errors} 个错误，{problems.Count - errors} 个警告。");
        return errors == 0 ? Done : Findings;
    }

    /// <summary>Runs a script on the simulated runner and prints the result as one JSON line.</summary>
    /// <param name="file">One definition or an array of them.</param>
    /// <param name="script">The steps.</param>
    /// <param name="activities">The activities that can be executed.</param>
    /// <param name="output">Takes the result.</param>
    /// <param name="error">Takes what keeps the verb from working, and warnings.</param>
    /// <returns>0 when the script ran, 2 when a file cannot be read or is not understood.</returns>
    public static int Run(string file, string script, ActivityRegistry activities, TextWriter output, TextWriter error)
    {
        try
        {
            var definitions = WorkflowDefinition.ParseMany(File.ReadAllText(file), file);
            WarnOfUnsupported(definitions, activities, error);
            var steps = JsonNode.Parse(File.ReadAllText(script)) as JsonArray ?? throw new FormatException("The script is not an array of steps.");
            output.WriteLine(Execute(new WorkflowCase(definitions, steps), activities).ToJsonString(Readable));
            return Done;
        }
        catch (Exception exception) when (IsBadInput(exception))
        {
            error.WriteLine($"{file}：无法运行。{exception.Message}");
            return BadInput;
        }
    }

    /// <summary>Runs every case file of a directory and prints one JSON line each, with its name.</summary>
    /// <param name="directory">Holds case files <c>{name, definitions, script}</c>.</param>
    /// <param name="activities">The activities that can be executed.</param>
    /// <param name="output">Takes the results in the order of the file names.</param>
    /// <param name="error">Takes what keeps a case from running, and warnings.</param>
    /// <returns>0 when all cases ran, 1 when one could not, 2 when the directory cannot be read.</returns>
    public static int RunCases(string directory, ActivityRegistry activities, TextWriter output, TextWriter error)
    {
        if (FilesIn(directory, error) is not { } files)
        {
            return BadInput;
        }

        var result = Done;
        foreach (var file in files)
        {
            result = Math.Max(result, RunCase(file, activities, output, error));
        }

        return result;
    }

    private static int RunCase(string file, ActivityRegistry activities, TextWriter output, TextWriter error)
    {
        try
        {
            var json = File.ReadAllText(file);
            var result = new JsonObject { ["name"] = (string?)JsonNode.Parse(json)?["name"] ?? Path.GetFileNameWithoutExtension(file) };
            foreach (var (name, value) in Execute(WorkflowCase.Parse(json, file), activities))
            {
                result[name] = value?.DeepClone();
            }

            output.WriteLine(result.ToJsonString(Readable));
            return Done;
        }
        catch (Exception exception) when (IsBadInput(exception))
        {
            error.WriteLine($"{file}：无法运行。{exception.Message}");
            return Findings;
        }
    }

    private static JsonObject Execute(WorkflowCase @case, ActivityRegistry activities) => @case.RunAsync(activities).GetAwaiter().GetResult();

    /// <summary>The simulated runner goes as far as it can, so that a definition can be tried before all of it is supported; publishing refuses it.</summary>
    private static void WarnOfUnsupported(IReadOnlyList<WorkflowDefinition> definitions, ActivityRegistry activities, TextWriter error)
    {
        foreach (var problem in WorkflowValidator.ValidateTogether(definitions, activities).Where(problem => problem.Severity == ProblemSeverity.Error))
        {
            error.WriteLine(problem);
        }
    }

    private static bool IsBadInput(Exception exception) =>
        exception is WorkflowDefinitionException or FormatException or JsonException or IOException or UnauthorizedAccessException or InvalidOperationException;

    private static List<string>? FilesIn(string path, TextWriter error)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            error.WriteLine($"找不到文件或目录“{path}”。请检查路径。");
            return null;
        }

        return [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)];
    }
}
