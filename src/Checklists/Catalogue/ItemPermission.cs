namespace Checklists.Catalogue;

/// <summary>Whether the list lets a village do what the item names.</summary>
public enum ItemPermission
{
    /// <summary>可以办理。</summary>
    Allowed,

    /// <summary>有条件办理: only under the item's conditions.</summary>
    Conditional,

    /// <summary>不得办理。</summary>
    Prohibited,
}
