namespace Checklists.Platform.Settings;

/// <summary>One or more settings have values that are not allowed. The message lists all of them.</summary>
public sealed class SettingsException : StartRefusedException
{
    internal SettingsException(IReadOnlyList<SettingsProblem> problems)
        : base(
            "设置有误，服务没有启动：\n" + string.Join('\n', problems.Select(problem => "  " + problem.Chinese)),
            "Settings refused: " + string.Join("; ", problems.Select(problem => problem.English)),
            BadInput)
    {
    }
}
