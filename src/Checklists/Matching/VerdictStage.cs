namespace Checklists.Matching;

/// <summary>Whose opinion a verdict is.</summary>
public enum VerdictStage
{
    /// <summary>系统初核意见: the matcher's.</summary>
    System = 0,

    /// <summary>复核意见: a person in the township.</summary>
    Review = 1,

    /// <summary>认定意见: the county's.</summary>
    Determination = 2,
}
