namespace Checklists.Workflows.Expressions;

/// <summary>What a script in a definition may use at most. A script that goes beyond fails like any other error.</summary>
public sealed record ScriptLimits
{
    /// <summary>Longest running time of one evaluation.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most memory one evaluation may allocate, in bytes.</summary>
    public long MemoryBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Most statements one evaluation may execute.</summary>
    public int Statements { get; init; } = 200_000;

    /// <summary>Deepest recursion.</summary>
    public int Recursion { get; init; } = 128;

    /// <summary>Largest array a script may make.</summary>
    public uint ArrayLength { get; init; } = 1_000_000;
}
