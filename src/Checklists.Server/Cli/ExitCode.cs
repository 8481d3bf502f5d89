namespace Checklists.Server.Cli;

/// <summary>What a verb tells its caller.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The work found what it was asked to look for.</summary>
    public const int Findings = 1;

    /// <summary>Bad input or usage.</summary>
    public const int BadInput = 2;

    /// <summary>A dependency is missing or down.</summary>
    public const int Unavailable = 3;
}
