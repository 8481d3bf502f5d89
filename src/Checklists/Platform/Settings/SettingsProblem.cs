namespace Checklists.Platform.Settings;

/// <summary>One wrong setting.</summary>
/// <param name="Name">As in the environment, such as <c>Smtp__Port</c>.</param>
/// <param name="Value">What was given; masked already when it is a secret; null when it is missing.</param>
/// <param name="AllowedChinese">What is allowed, for the user.</param>
/// <param name="Allowed">What is allowed, for the log.</param>
internal sealed record SettingsProblem(string Name, string? Value, string AllowedChinese, string Allowed)
{
    public string Chinese => Value is null ? $"{Name} 没有设置。应为：{AllowedChinese}" : $"{Name} 的值“{Value}”不可用。应为：{AllowedChinese}";

    public string English => Value is null ? $"{Name} is not set; expected {Allowed}" : $"{Name} is '{Value}'; expected {Allowed}";
}
