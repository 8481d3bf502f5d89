namespace Checklists.Catalogue;

/// <summary>The three columns of a provincial list. For signboards and proofs they read allowed, conditional, not allowed.</summary>
public enum DutyCategory
{
    /// <summary>主责事项: the village's own duty.</summary>
    Primary,

    /// <summary>协助事项: the village helps; the department stays responsible.</summary>
    Assisting,

    /// <summary>负面事项: must not be asked of a village.</summary>
    Prohibited,
}
