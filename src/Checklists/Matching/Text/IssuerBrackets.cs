using System.Text.RegularExpressions;

namespace Checklists.Matching.Text;

/// <summary>The department in brackets that villages put before or behind a line: 【交警中队】, （镇武装部）.</summary>
internal static partial class IssuerBrackets
{
    /// <summary>The line without it.</summary>
    public static string Strip(string text) => Trailing().Replace(Leading().Replace(text, string.Empty), string.Empty);

    [GeneratedRegex(@"^\s*[（(【\[][^）)】\]]{0,14}(部|局|办|所|站|院|科|委|会|队|组|镇|乡|司|行|中心|街道)[）)】\]]")]
    private static partial Regex Leading();

    [GeneratedRegex(@"[（(【\[][^（(【\[]{0,14}(部|局|办|所|站|院|科|委|会|队|组|镇|乡|司|行|中心|街道)[）)】\]]\s*$")]
    private static partial Regex Trailing();
}
