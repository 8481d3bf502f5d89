using System.Diagnostics;
using System.Net;

namespace Checklists.IntegrationTests.Platform;

/// <summary>The built server as a process of its own, as a user would start it. Killed when disposed.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan HealthPoll = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly OutputLines _lines = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _lines.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _lines.Add(line.Data);
    }

    /// <summary>Everything written so far, standard output and standard error in the order of arrival.</summary>
    public string Output => _lines.ToString();

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>The built Checklists.Server.dll, of the same configuration as these tests.</summary>
    public static string ServerAssembly { get; } = FindServer();

    /// <summary>Starts the server with the arguments of a verb.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="environment">Settings to add; null removes one.</param>
    public static ServerProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [ServerAssembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.Start();
        server._process.StandardInput.Close();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>The exit code and everything written.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        await using var server = Start(arguments, environment);
        return (await server.WaitForExitAsync(cancellationToken), server.Output);
    }

    /// <summary>The first line, past or to come, that contains a text.</summary>
    /// <exception cref="InvalidOperationException">The server ended without writing it.</exception>
    /// <exception cref="TimeoutException">It did not come within 90 s.</exception>
    public async Task<string> WaitForLineAsync(string part, CancellationToken cancellationToken)
    {
        var line = _lines.FirstWithAsync(part);
        var exit = _process.WaitForExitAsync(cancellationToken);
        await Within(Task.WhenAny(line, exit), $"a line with '{part}'", cancellationToken);
        return line.IsCompleted ? await line : throw Ended($"a line with '{part}'");
    }

    /// <summary>Waits until a GET of the URL is answered with 200.</summary>
    /// <exception cref="InvalidOperationException">The server ended first.</exception>
    /// <exception cref="TimeoutException">It did not come within 90 s.</exception>
    public Task WaitForHealthAsync(Uri url, CancellationToken cancellationToken) =>
        Within(PollAsync(url, cancellationToken), $"200 from {url}", cancellationToken);

    /// <summary>Waits for the end of the process and of its output.</summary>
    /// <exception cref="TimeoutException">It did not end within 90 s.</exception>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await Within(_process.WaitForExitAsync(cancellationToken), "its end", cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>kill -9: no chance to tidy up.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGTERM: the polite request to end.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string FindServer()
    {
        // tests/Checklists.IntegrationTests/bin/<configuration>/<framework>/
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = framework.Parent!;
        var root = configuration.Parent!.Parent!.Parent!.Parent!;
        return Path.Combine(
            root.FullName, "src", "Checklists.Server", "bin", configuration.Name, framework.Name, "Checklists.Server.dll");
    }

    private async Task PollAsync(Uri url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (!await AnswersAsync(client, url, cancellationToken))
        {
            if (_process.HasExited)
            {
                throw Ended($"200 from {url}");
            }

            await Task.Delay(HealthPoll, cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(url, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task Within(Task task, string awaited, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(Limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s for {awaited}. Written so far:\n{Output}");
        }
    }

    private InvalidOperationException Ended(string awaited) =>
        new($"The server ended with {_process.ExitCode} before {awaited}. It wrote:\n{Output}");
}
