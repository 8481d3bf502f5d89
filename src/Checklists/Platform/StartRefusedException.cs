namespace Checklists.Platform;

/// <summary>
/// The service or a verb cannot begin its work because of its surroundings: a setting, a directory, a missing program.
/// <see cref="Exception.Message"/> is Chinese and meant for the user: it names the thing, what is wrong with it and the remedy.
/// </summary>
public abstract class StartRefusedException : Exception
{
    /// <summary>A wrong setting, argument or directory.</summary>
    public const int BadInput = 2;

    /// <summary>A program or server that is needed is missing or down.</summary>
    public const int DependencyDown = 3;

    /// <param name="message">Chinese, for the user.</param>
    /// <param name="detail">English, for the log; holds no secrets.</param>
    /// <param name="exitCode"><see cref="BadInput"/> or <see cref="DependencyDown"/>.</param>
    /// <param name="inner">The cause, where there is one.</param>
    protected StartRefusedException(string message, string detail, int exitCode, Exception? inner = null)
        : base(message, inner)
    {
        Detail = detail;
        ExitCode = exitCode;
    }

    /// <summary>English, for the log: what was tried and what came back.</summary>
    public string Detail { get; }

    /// <summary>The exit code of the process: 2 bad input or settings, 3 a dependency is missing or down.</summary>
    public int ExitCode { get; }
}
