using Checklists.IntegrationTests.Platform;
using MimeKit;
using Xunit;

namespace Checklists.IntegrationTests.Demo;

/// <summary>One run of <c>demo --once</c> on a private cluster, as a new user would start it; its tests read what it left behind.</summary>
public sealed class DemoRun : IAsyncLifetime
{
    private readonly ScratchDirectory scratch = new();

    /// <summary>The demo's directory.</summary>
    public string Data => scratch["demo"];

    /// <summary>The exit code.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Everything it printed.</summary>
    public string Output { get; private set; } = string.Empty;

    /// <summary>The mails it delivered.</summary>
    public IReadOnlyList<MimeMessage> Mails { get; private set; } = [];

    /// <summary>Starts another verb on the demo's data.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(CancellationToken cancellationToken, params string[] verb) =>
        ServerProcess.RunAsync(verb, new Dictionary<string, string?> { ["Checklists__DataDirectory"] = Data }, cancellationToken);

    public async ValueTask InitializeAsync()
    {
        (ExitCode, Output) = await ServerProcess.RunAsync(["demo", "--once", "--data", Data], null, CancellationToken.None);
        var folder = Path.Combine(Data, "mail");
        Mails = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f))]
            : [];
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
