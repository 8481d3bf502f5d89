using Microsoft.Extensions.Configuration;

namespace Checklists.Platform.Settings;

/// <summary>Reads single settings and gathers what is wrong with them, so that the user sees all of it at once.</summary>
/// <param name="configuration">Environment and appsettings.</param>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<SettingsProblem> _problems = [];

    /// <summary>The value without blanks around it; null when missing or empty.</summary>
    public string? Text(string key)
    {
        var value = configuration[key]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The value as <paramref name="parse"/> understands it, or the default when it is missing or refused.</summary>
    /// <param name="key">The key, parts parted by a colon.</param>
    /// <param name="parse">Null means refused.</param>
    /// <param name="missing">The value when the setting is not given.</param>
    /// <param name="allowedChinese">What is allowed, for the user.</param>
    /// <param name="allowed">What is allowed, for the log.</param>
    public T Parsed<T>(string key, Func<string, T?> parse, T missing, string allowedChinese, string allowed)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return missing;
        }

        if (parse(text) is { } value)
        {
            return value;
        }

        Refuse(key, text, allowedChinese, allowed);
        return missing;
    }

    /// <summary>Notes a setting as wrong.</summary>
    /// <param name="key">The key, parts parted by a colon.</param>
    /// <param name="shown">The value to show, masked when it is a secret; null for a missing one.</param>
    /// <param name="allowedChinese">What is allowed, for the user.</param>
    /// <param name="allowed">What is allowed, for the log.</param>
    public void Refuse(string key, string? shown, string allowedChinese, string allowed) =>
        _problems.Add(new SettingsProblem(Name(key), shown, allowedChinese, allowed));

    /// <summary>Refuses every key of a section that is not among the known ones: most often a slip of the pen.</summary>
    public void RefuseUnknown(string section, IReadOnlyCollection<string> known)
    {
        var names = string.Join("、", known.Select(key => Name($"{section}:{key}")));
        foreach (var child in configuration.GetSection(section).GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                Refuse($"{section}:{child.Key}", "…", $"不认识的设置名，可用的是 {names}", "one of the known names");
            }
        }
    }

    /// <exception cref="SettingsException">Something was refused.</exception>
    public void ThrowIfRefused()
    {
        if (_problems.Count > 0)
        {
            throw new SettingsException(_problems);
        }
    }

    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
