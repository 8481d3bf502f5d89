using System.Diagnostics;
using Xunit;

namespace Checklists.IntegrationTests.Platform;

/// <summary>The same as root's tests, under an account without rights.</summary>
public sealed class OrdinaryAccountTests
{
    [Fact]
    public async Task The_cluster_works_for_an_ordinary_account()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root can become another account; for others the tests themselves show it.");
            return;
        }

        using var home = new ScratchDirectory();
        File.SetUnixFileMode(home.FullName, (UnixFileMode)0b111_111_111);
        var start = new ProcessStartInfo(
            "dotnet", [typeof(OrdinaryAccountTests).Assembly.Location, "-noColor", "-class", typeof(PrivateClusterTests).FullName!])
        {
            UserName = "nobody",
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
        };
        start.Environment["HOME"] = home.FullName;

        using var run = Process.Start(start)!;
        var output = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Matches(@"Total: \d{2}, Errors: 0, Failed: 0,", output);
        Assert.Equal(0, run.ExitCode);
    }
}
