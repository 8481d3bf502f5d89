using System.ComponentModel;
using System.Diagnostics;

namespace Checklists.Platform.Postgres;

/// <summary>How a program ended and what it wrote (both streams together).</summary>
/// <param name="ExitCode">The program's own, or <see cref="NotStarted"/>.</param>
/// <param name="Output">Standard output followed by standard error; when it did not start, the system's reason.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The shell's code for "found, but cannot be executed".</summary>
    public const int NotStarted = 126;

    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(2);

    public bool Succeeded => ExitCode == 0;

    /// <summary>Runs a program to its end. Cancelling kills it.</summary>
    /// <param name="start">The program; the streams are redirected here.</param>
    /// <param name="cancellationToken">Stops the wait and the program.</param>
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception cause)
        {
            return new CommandResult(NotStarted, cause.Message);
        }

        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        // A server that the program left behind may hold the streams open; what was written by now is enough.
        var both = Task.WhenAll(output, error);
        await Task.WhenAny(both, Task.Delay(OutputGrace, CancellationToken.None));
        return new CommandResult(process.ExitCode, both.IsCompletedSuccessfully ? string.Concat(both.Result) : "");
    }
}
