using System.Text.RegularExpressions;

namespace Checklists.Mailing.Addresses;

/// <summary>The addresses this product writes to and from: a narrow subset of RFC 5321, so that nothing in an address can become a command.</summary>
/// <remarks>Quoted local parts, comments, address literals, source routes (%, !) and non-ASCII letters are legal or tolerated elsewhere and refused here.</remarks>
public static partial class MailAddress
{
    /// <summary>Longest address, in characters (RFC 5321 4.5.3.1.3, without the angle brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    /// <summary>What is wrong with an address and what to do, in Chinese; <c>null</c> when it can be used.</summary>
    public static string? Problem(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return "邮箱地址为空，请填写形如 dzb@example.gov.cn 的地址。";
        }

        if (address.Length > MaxLength)
        {
            return $"邮箱地址过长（{address.Length} 个字符，最多 {MaxLength} 个），请核对。";
        }

        foreach (var c in address)
        {
            if (c is < '!' or > '~')
            {
                return $"邮箱地址含有不允许的字符 U+{(int)c:X4}（只能用半角英文字母、数字和 . _ + - ），请重新输入，不要从文档中粘贴。";
            }
        }

        if (!Shape().IsMatch(address))
        {
            return "邮箱地址的写法不对，应形如 dzb@example.gov.cn：@ 前只能用字母、数字和 . _ + - ，不能用引号、括号或空格。";
        }

        return address.IndexOf('@', StringComparison.Ordinal) > MaxLocalLength
            ? $"邮箱地址 @ 前的部分超过 {MaxLocalLength} 个字符，请核对。"
            : null;
    }

    /// <summary>The domain of an address that has no <see cref="Problem"/>, in lower case.</summary>
    public static string DomainOf(string address) =>
        address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    [GeneratedRegex(
        @"\A[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
