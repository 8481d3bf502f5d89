namespace Checklists.Matching;

/// <summary>The limits between deciding alone and asking a person; a county edits them in <c>matching/thresholds.json</c>.</summary>
internal sealed record Thresholds
{
    /// <summary>Least probability of the verdict for passing a compliant line without a person.</summary>
    public double Compliant { get; init; } = 0.6;

    /// <summary>Greatest probability of being prohibited at which a line may pass.</summary>
    public double Risk { get; init; } = 0.04;

    /// <summary>Least probability of the verdict for calling a line prohibited without a person.</summary>
    public double Prohibited { get; init; } = 0.55;

    /// <summary>Least probability that the cited item is right, for either.</summary>
    public double Item { get; init; } = 0.33;

    /// <summary>Least probability for calling a line too vague; below it the next likely verdict is put to the person.</summary>
    public double Vague { get; init; } = 0.65;

    /// <summary>Weight from which a role word that demands keeps a line from passing, unless the item itself carries it.</summary>
    public double StrongCue { get; init; } = 0.8;

    /// <summary>Least probability of its item for a clause to stand as a task of its own.</summary>
    public double Part { get; init; } = 0.9;

    /// <summary>A line whose own item is at least this probable is not divided at commas.</summary>
    public double Whole { get; init; } = 0.8;

    /// <summary>Refuses limits that are no probabilities.</summary>
    /// <exception cref="MatchingDataException">A limit is not between 0 and 1.</exception>
    public Thresholds Check(string file)
    {
        double[] all = [Compliant, Risk, Prohibited, Item, Vague, StrongCue, Part, Whole];
        return all.All(v => v is >= 0 and <= 1)
            ? this
            : throw new MatchingDataException(file, 0, "阈值应在0到1之间", "请改正后重试");
    }
}
