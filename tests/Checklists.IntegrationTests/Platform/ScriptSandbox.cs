using System.Diagnostics;

namespace Checklists.IntegrationTests.Platform;

/// <summary>
/// The script in a repository of its own, on a machine that has only what a fresh Debian has: the usual small programs,
/// and stand-ins for dotnet and apt-get that write down what they were asked.
/// </summary>
internal sealed class ScriptSandbox : IDisposable
{
    private const string Server = "src/Checklists.Server/bin/Release/net10.0/Checklists.Server.dll";

    private const string Dotnet = $$"""
        #!/bin/bash
        echo "$*" >>"$SANDBOX/calls"
        case $1 in
          build) mkdir -p {{Server}}; exit "${BUILD_EXIT:-0}" ;;
          test) cat "$SANDBOX/summary"; exit "${TEST_EXIT:-0}" ;;
          *)
            echo "ran in $PWD"
            if [ "${WAIT:-}" ]; then
              trap 'echo ended politely; exit 0' TERM
              echo waiting
              while :; do sleep 0.05; done
            fi
            exit "${VERB_EXIT:-0}"
            ;;
        esac
        """;

    private const string AptGet = """
        #!/bin/bash
        echo "apt-get $*" >>"$SANDBOX/calls"
        [ -e "$SANDBOX/updated" ] || [ "$2" = update ] || exit 100
        touch "$SANDBOX/updated"
        for name in "$@"; do printf '#!/bin/sh\n' >"$SANDBOX/bin/$name"; done
        """;

    private static readonly string[] Programs =
    [
        "bash", "cat", "chmod", "cp", "dirname", "env", "find", "flock", "id", "mkdir", "mktemp", "mv", "readlink", "rm", "rmdir", "sed", "sh",
        "sleep", "tail", "tee", "touch", "tr", "uname",
    ];

    private readonly ScratchDirectory _scratch = new();

    public ScriptSandbox()
    {
        Root = _scratch["a village's checkout"];
        Write("src/Checklists.Server/Checklists.Server.csproj", "<Project/>");
        Write("src/Checklists.Server/Program.cs", "");
        foreach (var name in new[] { "tests/A/A.csproj", "Directory.Build.props", "global.json", ".editorconfig", "Checklists.sln" })
        {
            Write(name, "");
        }

        File.Copy(Script(), Path.Combine(Root, "checklists"));
        Directory.CreateDirectory(_scratch["bin"]);
        foreach (var program in Programs)
        {
            var directory = new[] { "/usr/bin", "/bin" }.First(place => File.Exists(Path.Combine(place, program)));
            File.CreateSymbolicLink(_scratch["bin/" + program], Path.Combine(directory, program));
        }

        AddProgram("dotnet", Dotnet);
        AddProgram("initdb", "");
    }

    /// <summary>The checkout.</summary>
    public string Root { get; }

    /// <summary>What the stand-ins were asked, a line each.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_scratch["calls"]) ? File.ReadAllLines(_scratch["calls"]) : [];

    /// <summary>Where the tests pretend to stand when they call the script.</summary>
    public string Elsewhere => _scratch.FullName;

    /// <summary>Gives the machine an apt-get whose package lists are out of date, as in a fresh container.</summary>
    public void AddAptGet() => AddProgram("apt-get", AptGet);

    /// <summary>Writes what <c>dotnet test</c> will print.</summary>
    public void SetTestOutput(string text) => File.WriteAllText(_scratch["summary"], text);

    /// <summary>Takes a program away from the machine.</summary>
    public void Remove(string program) => File.Delete(_scratch["bin/" + program]);

    /// <summary>Writes a file of the checkout.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Starts the script.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="environment">What the stand-ins shall do.</param>
    public Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Root, "checklists"), .. arguments])
        {
            WorkingDirectory = Elsewhere,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _scratch["bin"];
        start.Environment["SANDBOX"] = _scratch.FullName;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the script to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _scratch.Dispose();

    private static string Script()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Checklists.sln")))
        {
            at = at.Parent!;
        }

        return Path.Combine(at.FullName, "checklists");
    }

    /// <summary>Puts a program on the machine.</summary>
    public void AddProgram(string name, string text)
    {
        File.WriteAllText(_scratch["bin/" + name], text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_scratch["bin/" + name], (UnixFileMode)0b111_101_101);
        }
    }
}
