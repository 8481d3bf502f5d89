using System.Globalization;
using System.Net.Mail;
using Cronos;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Checklists.Platform.Settings;

/// <summary>The settings of the service, checked. Each is named in the environment as in the remarks of its property.</summary>
public sealed record ChecklistsSettings
{
    /// <summary>The county of the samples in <c>seeds/</c>: 平舆县.</summary>
    public const string SampleCounty = "411723000000";

    private const string DefaultWeeklyRun = "0 18 * * 5";
    private const string ConnectionKey = "ConnectionStrings:Checklists";

    private ChecklistsSettings()
    {
    }

    /// <summary>A PostgreSQL server to use; null starts the private cluster. Holds a password.</summary>
    /// <remarks><c>ConnectionStrings__Checklists</c>, as Npgsql writes it.</remarks>
    public required string? ConnectionString { get; init; }

    /// <summary>Where the private cluster, the mails and the documents lie; a full path.</summary>
    /// <remarks><c>Checklists__DataDirectory</c>; see <see cref="DefaultDataDirectory"/>.</remarks>
    public required string DataDirectory { get; init; }

    /// <summary>The county served: 12 digits, of which the last six are zeros.</summary>
    /// <remarks><c>Checklists__County</c>, 12 or 6 digits.</remarks>
    public required string County { get; init; }

    /// <summary>The office that issues the certificates; null when nobody named one.</summary>
    /// <remarks><c>Checklists__Issuer</c>, at most 60 characters.</remarks>
    public required string? Issuer { get; init; }

    /// <summary>Where people reach the service; stands in QR codes and mails. Ends with a slash.</summary>
    /// <remarks><c>Checklists__PublicUrl</c>, http or https.</remarks>
    public required Uri PublicUrl { get; init; }

    /// <summary>The SMTP server; null writes the mails to files.</summary>
    /// <remarks><c>Smtp__Host</c>, <c>Port</c>, <c>User</c>, <c>Password</c>, <c>Tls</c>, <c>From</c>.</remarks>
    public required SmtpSettings? Smtp { get; init; }

    /// <summary>When the weekly run starts: five cron fields in <see cref="TimeZone"/>.</summary>
    /// <remarks><c>Schedule__WeeklyRun</c>.</remarks>
    public required string WeeklyRun { get; init; }

    /// <summary>The time zone of every date that people see and of the schedule.</summary>
    public static TimeZoneInfo TimeZone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>
    /// For root <c>/var/lib/checklists</c>, which the account that runs PostgreSQL can reach (root's home is closed to it);
    /// for others the system's folder for application data, on Linux <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>.
    /// Null when there is no such folder.
    /// </summary>
    public static string? DefaultDataDirectory()
    {
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return "/var/lib/checklists";
        }

        var applicationData = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(applicationData) ? Path.Combine(applicationData, "checklists") : null;
    }

    /// <summary>Reads and checks all settings.</summary>
    /// <param name="configuration">Environment and appsettings.</param>
    /// <exception cref="SettingsException">At least one is wrong; all wrong ones are named.</exception>
    public static ChecklistsSettings Load(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        reader.RefuseUnknown("Checklists", ["DataDirectory", "County", "Issuer", "PublicUrl"]);
        reader.RefuseUnknown("Smtp", ["Host", "Port", "User", "Password", "Tls", "From"]);
        reader.RefuseUnknown("Schedule", ["WeeklyRun"]);
        var settings = new ChecklistsSettings
        {
            ConnectionString = ReadConnectionString(reader),
            DataDirectory = ReadDataDirectory(reader),
            County = ReadCounty(reader),
            Issuer = ReadIssuer(reader),
            PublicUrl = ReadPublicUrl(reader),
            Smtp = ReadSmtp(reader),
            WeeklyRun = ReadWeeklyRun(reader),
        };
        reader.ThrowIfRefused();
        return settings;
    }

    /// <summary>The settings without their secrets, for the log.</summary>
    public override string ToString() =>
        $"database {(ConnectionString is null ? "private cluster" : "given server")}, data {DataDirectory}, county {County}, "
        + $"issuer {Issuer ?? "none"}, public URL {PublicUrl}, SMTP {Smtp?.ToString() ?? "none"}, weekly run {WeeklyRun}";

    private static string? ReadConnectionString(SettingsReader reader)
    {
        if (reader.Text(ConnectionKey) is not { } text)
        {
            return null;
        }

        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrEmpty(parsed.Host) && !string.IsNullOrEmpty(parsed.Database))
            {
                return text;
            }
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Refused below: the reason of the parser may quote the password.
        }

        reader.Refuse(
            ConnectionKey, "***", "Host=…;Port=5432;Database=…;Username=…;Password=…（至少要有 Host 和 Database）", "an Npgsql connection string with Host and Database");
        return null;
    }

    private static string ReadDataDirectory(SettingsReader reader)
    {
        const string key = "Checklists:DataDirectory";
        var text = reader.Text(key) ?? DefaultDataDirectory();
        if (text is null)
        {
            reader.Refuse(key, null, "一个目录（没有 HOME，无法选定默认目录）", "a directory; there is no HOME to choose a default from");
            return "";
        }

        if (File.Exists(text))
        {
            reader.Refuse(key, text, "一个目录，而这是一个文件", "a directory, not a file");
        }

        return Path.GetFullPath(text);
    }

    private static string ReadCounty(SettingsReader reader)
    {
        const string key = "Checklists:County";
        var text = reader.Text(key) ?? SampleCounty;
        var digits = text.Length == 6 ? text + "000000" : text;
        if (digits.Length != 12 || !digits.All(char.IsAsciiDigit) || !digits.EndsWith("000000", StringComparison.Ordinal))
        {
            reader.Refuse(key, text, $"县级区划代码，12 位（后六位为 0）或前 6 位数字，例如 {SampleCounty}", "a county code of 12 or 6 digits");
        }

        return digits;
    }

    private static string? ReadIssuer(SettingsReader reader)
    {
        const string key = "Checklists:Issuer";
        const int longest = 60;
        var text = reader.Text(key);
        if (text is not null && (text.Length > longest || text.Any(char.IsControl)))
        {
            reader.Refuse(key, text, $"出具单位名称，不超过 {longest} 个字，不含换行", $"at most {longest} characters on one line");
        }

        return text;
    }

    private static Uri ReadPublicUrl(SettingsReader reader)
    {
        const string key = "Checklists:PublicUrl";
        var text = reader.Text(key) ?? "http://127.0.0.1:5080";
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.Query == "" && url.Fragment == "" && url.UserInfo == "")
        {
            return url;
        }

        reader.Refuse(
            key, text, "以 http:// 或 https:// 开头的网址，不带 ? 和 #，例如 https://qingdan.example.gov.cn", "an http or https address without query");
        return new Uri("http://127.0.0.1/");
    }

    private static SmtpSettings? ReadSmtp(SettingsReader reader)
    {
        const int highestPort = 65535;
        var tls = reader.Parsed<SmtpTls>(
            "Smtp:Tls",
            text => Enum.GetValues<SmtpTls>().Cast<SmtpTls?>().FirstOrDefault(known => known.ToString()!.Equals(text, StringComparison.OrdinalIgnoreCase)),
            SmtpTls.StartTls,
            "None、StartTls 或 Implicit",
            "None, StartTls or Implicit");
        var port = reader.Parsed<int>(
            "Smtp:Port",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= highestPort ? number : null,
            tls switch { SmtpTls.Implicit => 465, SmtpTls.StartTls => 587, _ => 25 },
            $"1 到 {highestPort} 的整数",
            $"a whole number from 1 to {highestPort}");
        var (host, user, password, from) = (reader.Text("Smtp:Host"), reader.Text("Smtp:User"), reader.Text("Smtp:Password"), reader.Text("Smtp:From"));
        if (host is null)
        {
            if ((user ?? password ?? from) is not null)
            {
                reader.Refuse("Smtp:Host", null, "邮件服务器的名称或地址（已给出其他 Smtp 设置）", "the server's name, as other Smtp settings are given");
            }

            return null;
        }

        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
        {
            reader.Refuse("Smtp:Host", host, "邮件服务器的名称或地址，不含端口", "a host name or address without a port");
        }

        if (from is null || !MailAddress.TryCreate(from, out _))
        {
            reader.Refuse("Smtp:From", from, "发件人邮箱地址，例如 noreply@example.gov.cn", "a mail address");
        }

        if ((user is null) != (password is null))
        {
            reader.Refuse(
                user is null ? "Smtp:User" : "Smtp:Password", null, "Smtp__User 和 Smtp__Password 要么都给出，要么都不给", "user and password together or neither");
        }

        return new SmtpSettings(host, port, user, password, tls, from ?? "");
    }

    private static string ReadWeeklyRun(SettingsReader reader)
    {
        const string key = "Schedule:WeeklyRun";
        var text = reader.Text(key) ?? DefaultWeeklyRun;
        if (!CronExpression.TryParse(text, out _))
        {
            reader.Refuse(key, text, "五段 cron：分 时 日 月 星期，例如每周五 18:00 为 0 18 * * 5", "five cron fields such as 0 18 * * 5");
        }

        return text;
    }
}
