namespace Checklists.Matching;

/// <summary>The limits between deciding alone and asking a person; a county edits them in <c>matching/thresholds.json</c>.</summary>
internal sealed record Thresholds
{
    /// <summary>Least probability of being compliant for passing without a person.</summary>
    public double Compliant { get; init; } = 0.85;

    /// <summary>Least probability of being prohibited for proposing it without a person.</summary>
    public double Prohibited { get; init; } = 0.85;

    /// <summary>Greatest probability of being prohibited at which a line may pass.</summary>
    public double Risk { get; init; } = 0.08;
}
