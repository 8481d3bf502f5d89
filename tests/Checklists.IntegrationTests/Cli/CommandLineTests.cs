using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Checklists.IntegrationTests.Platform;
using Xunit;

namespace Checklists.IntegrationTests.Cli;

/// <summary>What the command line says when something is wrong: a Chinese message with the remedy, the exit code, nothing half done.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Help_lists_the_verbs()
    {
        var (exit, output) = await RunAsync(["help"]);

        Assert.Equal(0, exit);
        Assert.All(
            ["demo", "serve", "check", "import", "run", "workflow", "user", "evaluate", "catalogue"],
            verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dmeo")]
    [InlineData("import", "catalogue")]
    [InlineData("check", "list.xlsx", "--colour")]
    [InlineData("workflow", "run")]
    public async Task A_verb_or_option_that_is_unknown_or_missing_is_bad_usage(params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task A_file_that_is_no_catalogue_is_refused_with_what_is_missing()
    {
        var file = scratch["list.json"];
        await File.WriteAllTextAsync(file, """{"meta":{"name":"清单"},"items":[]}""", Cancel);

        var (exit, output) = await RunAsync(["import", "catalogue", file]);

        Assert.Equal(2, exit);
        Assert.Contains("version", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch["data"]));
    }

    [Fact]
    public async Task A_port_that_another_program_uses_is_told_before_anything_is_made()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (exit, output) = await RunAsync(["demo", "--data", scratch["data"], "--port", port]);

        Assert.Equal(2, exit);
        Assert.Contains($"端口 {port} 不能使用", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scratch["data"]));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_a_missing_dependency()
    {
        var port = FreePort.Next();

        var (exit, output) = await RunAsync(
            ["run", "weekly"],
            ("ConnectionStrings__Checklists", $"Host=127.0.0.1;Port={port};Database=x;Username=x;Password=x;Timeout=5"));

        Assert.Equal(3, exit);
        Assert.Contains("数据库没有应答", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start_with_its_name_and_what_is_allowed()
    {
        var (exit, output) = await RunAsync(["run", "weekly"], ("Schedule__WeeklyRun", "fridays"));

        Assert.Equal(2, exit);
        Assert.Contains("Schedule__WeeklyRun", output, StringComparison.Ordinal);
        Assert.Contains("fridays", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_refused()
    {
        var file = scratch["occupied"];
        await File.WriteAllTextAsync(file, "not a directory", Cancel);

        var (exit, output) = await RunAsync(["demo", "--once", "--data", Path.Combine(file, "data")]);

        Assert.Equal(2, exit);
        Assert.Contains("不能写入", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_products_own_workflows_have_no_fault()
    {
        var (exit, output) = await RunAsync(["workflow", "validate", Checklists.Platform.ProductFiles.Workflows]);

        Assert.True(exit == 0, output);
    }

    private Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var environment = settings.ToDictionary(s => s.Name, s => (string?)s.Value);
        environment.TryAdd("Checklists__DataDirectory", scratch["data"]);
        return ServerProcess.RunAsync(arguments, environment, Cancel);
    }
}
