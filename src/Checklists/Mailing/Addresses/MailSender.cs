namespace Checklists.Mailing.Addresses;

/// <summary>A sender as a setting names it: "名称 &lt;address&gt;" or the address alone.</summary>
/// <param name="Name">Display name, or empty.</param>
/// <param name="Address">The address.</param>
public sealed record MailSender(string Name, string Address)
{
    /// <summary>Reads the setting.</summary>
    /// <exception cref="FormatException">Not a usable sender; the message is Chinese and says what is allowed.</exception>
    public static MailSender Parse(string text)
    {
        var open = text.LastIndexOf('<');
        var name = open < 0 ? "" : text[..open].Trim().Trim('"');
        var address = open < 0 ? text.Trim() : text[(open + 1)..].TrimEnd();
        if (open >= 0)
        {
            address = address.EndsWith('>') ? address[..^1] : address + "（缺少 > ）";
        }

        if (MailAddress.Problem(address) is { } problem)
        {
            throw new FormatException($"发件人“{PlainText.Line(text)}”不能使用：{problem}");
        }

        return name != PlainText.Line(name) || name.AsSpan().ContainsAny("<>@\"")
            ? throw new FormatException($"发件人名称“{PlainText.Line(name)}”含有不允许的字符（换行、控制字符或 < > @ \"），请改写。")
            : new MailSender(name, address);
    }

    /// <summary>The domain of the address.</summary>
    public string Domain => MailAddress.DomainOf(Address);
}
