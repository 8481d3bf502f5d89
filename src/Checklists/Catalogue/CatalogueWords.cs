namespace Checklists.Catalogue;

/// <summary>The words of the file format and of the surface for kinds, categories and permissions.</summary>
public static class CatalogueWords
{
    /// <summary>The file's word for a kind.</summary>
    public static string Of(DutyKind kind) => kind switch
    {
        DutyKind.Duty => "duty",
        DutyKind.Signboard => "signboard",
        _ => "proof",
    };

    /// <summary>The file's word for a category.</summary>
    public static string Of(DutyCategory category) => category switch
    {
        DutyCategory.Primary => "primary",
        DutyCategory.Assisting => "assisting",
        _ => "prohibited",
    };

    /// <summary>The file's word for a permission.</summary>
    public static string Of(ItemPermission permission) => permission switch
    {
        ItemPermission.Allowed => "allowed",
        ItemPermission.Conditional => "conditional",
        _ => "prohibited",
    };

    /// <summary>Reads the file's word for a kind.</summary>
    public static bool TryKind(string? word, out DutyKind kind) => TryFind(word, Of, out kind);

    /// <summary>Reads the file's word for a category.</summary>
    public static bool TryCategory(string? word, out DutyCategory category) => TryFind(word, Of, out category);

    /// <summary>Reads the file's word for a permission.</summary>
    public static bool TryPermission(string? word, out ItemPermission permission) => TryFind(word, Of, out permission);

    /// <summary>The kind in Chinese: 事项, 标牌, 证明.</summary>
    public static string Chinese(DutyKind kind) => kind switch
    {
        DutyKind.Duty => "事项",
        DutyKind.Signboard => "标牌",
        _ => "证明",
    };

    /// <summary>The category in Chinese, in the words proper to the kind.</summary>
    public static string Chinese(DutyCategory category, DutyKind kind) => (category, kind) switch
    {
        (DutyCategory.Primary, DutyKind.Duty) => "主责事项",
        (DutyCategory.Assisting, DutyKind.Duty) => "协助事项",
        (_, DutyKind.Duty) => "负面事项",
        (DutyCategory.Primary, DutyKind.Signboard) => "可以保留的标牌",
        (DutyCategory.Assisting, DutyKind.Signboard) => "有条件保留的标牌",
        (_, DutyKind.Signboard) => "不得悬挂的标牌",
        (DutyCategory.Primary, _) => "可以出具的证明",
        (DutyCategory.Assisting, _) => "核实后出具的证明",
        _ => "不应出具的证明",
    };

    private static bool TryFind<T>(string? word, Func<T, string> wordOf, out T found)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (wordOf(value) == word)
            {
                found = value;
                return true;
            }
        }

        found = default;
        return false;
    }
}
