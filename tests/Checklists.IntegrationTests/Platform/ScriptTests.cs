using System.Diagnostics;
using System.Globalization;
using Checklists.Platform.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Checklists.IntegrationTests.Platform;

/// <summary>The script <c>./checklists</c>: what it installs, when it builds, how it hands over.</summary>
public sealed class ScriptTests : IDisposable
{
    private const string Green = """
        Tests.dll (net10.0|x64) passed (1s)

        Test run summary: Passed!
          total: 12
          failed: 0
          succeeded: 12
          skipped: 0
          duration: 1s 400ms
        """;

    private readonly ScriptSandbox _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_verb_runs_where_the_user_stands_with_its_arguments_and_exit_code()
    {
        var (exitCode, output, _) = await _machine.RunAsync(["check", "a list.xlsx", "--format", "jsonl"], ("VERB_EXIT", "2"));

        Assert.Equal(2, exitCode);
        Assert.Equal($"ran in {_machine.Elsewhere}\n", output);
        Assert.EndsWith("/Checklists.Server.dll check a list.xlsx --format jsonl", _machine.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_verb_the_server_is_asked_without_one()
    {
        await _machine.RunAsync([]);

        Assert.EndsWith("/Checklists.Server.dll", _machine.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_builds_once_and_again_only_when_the_sources_changed()
    {
        await _machine.RunAsync(["help"]);
        await _machine.RunAsync(["help"]);
        Assert.Equal(1, Builds());

        _machine.Write("src/Checklists.Server/Program.cs", "// changed");
        await _machine.RunAsync(["help"]);
        Assert.Equal(2, Builds());

        File.Delete(Path.Combine(_machine.Root, "src/Checklists.Server/Program.cs"));
        await _machine.RunAsync(["help"]);
        Assert.Equal(3, Builds());

        _machine.Write("src/Checklists.Server/obj/project.assets.json", "{}");
        await _machine.RunAsync(["help"]);
        Assert.Equal(3, Builds());
    }

    [Fact]
    public async Task A_build_that_failed_is_tried_again()
    {
        var (exitCode, _, error) = await _machine.RunAsync(["help"], ("BUILD_EXIT", "1"));
        Assert.Equal(3, exitCode);
        Assert.Contains("编译没有成功", error, StringComparison.Ordinal);

        Assert.Equal(0, (await _machine.RunAsync(["help"])).ExitCode);
        Assert.Equal(2, Builds());
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        await Task.WhenAll(_machine.RunAsync(["help"]), _machine.RunAsync(["help"]));

        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task Signals_reach_the_verb()
    {
        using var process = _machine.Start(["serve"], ("WAIT", "yes"));
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "waiting")
        {
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("ended politely", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Without_dotnet_it_says_what_to_install()
    {
        _machine.Remove("dotnet");

        var (exitCode, _, error) = await _machine.RunAsync(["help"]);

        Assert.Equal(3, exitCode);
        Assert.Contains(".NET SDK 10", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_installs_what_is_missing_and_says_so_first()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Others would be asked by sudo.");
        _machine.AddAptGet();
        _machine.SetTestOutput(Green);

        var (exitCode, _, error) = await _machine.RunAsync(["test"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("apt-get 安装：", error, StringComparison.Ordinal);
        var installs = _machine.Calls.Where(call => call.Contains(" install ", StringComparison.Ordinal)).ToList();
        foreach (var package in new[] { "chromium", "chasquid", "poppler-utils", "qpdf", "zbar-tools" })
        {
            Assert.Contains(package, error, StringComparison.Ordinal);
            Assert.Contains(" " + package, installs[0], StringComparison.Ordinal);
        }

        Assert.Contains("install -y --no-install-recommends", installs[0], StringComparison.Ordinal);
        Assert.Equal(1, _machine.Calls.Count(call => call.EndsWith(" update", StringComparison.Ordinal)));
        Assert.Equal(2, installs.Count);
    }

    [Fact]
    public async Task Without_apt_it_names_the_packages()
    {
        var (exitCode, _, error) = await _machine.RunAsync(["test"]);

        Assert.Equal(3, exitCode);
        Assert.Contains("chromium", error, StringComparison.Ordinal);
        Assert.Empty(_machine.Calls);
    }

    [Theory]
    [InlineData(12, 0, 0, 0, "12 passed, 0 failed", 0)]
    [InlineData(12, 0, 2, 0, "12 passed, 0 failed, 2 skipped", 0)]
    [InlineData(11, 1, 0, 2, "11 passed, 1 failed", 1)]
    [InlineData(12, 0, 0, 7, "12 passed, 0 failed", 1)]
    [InlineData(0, 0, 0, 0, "0 passed, 0 failed", 1)]
    public async Task Test_ends_with_one_plain_line(int passed, int failed, int skipped, int dotnetExit, string line, int exitCode)
    {
        PretendAllIsInstalled();
        _machine.SetTestOutput($"""
            Test run summary: whatever
              total: {passed + failed + skipped}
              failed: {failed}
              succeeded: {passed}
              skipped: {skipped}
              duration: 1s
            Test run completed.

            """);

        var result = await _machine.RunAsync(["test", "--filter-class", "*A*"], ("TEST_EXIT", $"{dotnetExit}"));

        Assert.Equal(line, result.Output.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.EndsWith("--filter-class *A*", _machine.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_npm_package_is_the_one_that_the_error_names()
    {
        using var scratch = new ClusterScratch();
        var refusal = await Assert.ThrowsAsync<PostgresMissingException>(() => PrivateCluster.StartAsync(
            scratch.Options with { Search = new PostgresSearch([]) }, NullLogger.Instance, TestContext.Current.CancellationToken));
        var version = refusal.Message.Split('@')[2].Split('\n')[0].Trim();

        var script = await File.ReadAllTextAsync(Path.Combine(_machine.Root, "checklists"), TestContext.Current.CancellationToken);
        Assert.Contains("@embedded-postgres/$platform@" + version, script, StringComparison.Ordinal);
    }

    private int Builds() => _machine.Calls.Count(call => call.StartsWith("build ", StringComparison.Ordinal));

    private void PretendAllIsInstalled()
    {
        foreach (var program in new[] { "chromium", "chasquid", "pdftoppm", "qpdf", "zbarimg" })
        {
            _machine.AddProgram(program, "");
        }
    }
}
