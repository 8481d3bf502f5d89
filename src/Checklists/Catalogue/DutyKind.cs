namespace Checklists.Catalogue;

/// <summary>What a line of a village's list, or an item of the provincial list, is about.</summary>
public enum DutyKind
{
    /// <summary>事项: a working duty.</summary>
    Duty,

    /// <summary>标牌: a signboard of a mechanism or organisation.</summary>
    Signboard,

    /// <summary>证明: a proof that villagers ask the village to issue.</summary>
    Proof,
}
