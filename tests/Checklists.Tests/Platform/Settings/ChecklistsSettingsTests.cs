using Checklists.Platform;
using Checklists.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Checklists.Tests.Platform.Settings;

public sealed class ChecklistsSettingsTests
{
    [Fact]
    public void Without_any_setting_the_service_has_defaults()
    {
        var settings = Load();

        Assert.Null(settings.ConnectionString);
        Assert.Null(settings.Smtp);
        Assert.Null(settings.Issuer);
        Assert.Equal("411723000000", settings.County);
        Assert.Equal(new Uri("http://127.0.0.1:5080/"), settings.PublicUrl);
        Assert.Equal("0 18 * * 5", settings.WeeklyRun);
        Assert.Equal(ChecklistsSettings.DefaultDataDirectory(), settings.DataDirectory);
        Assert.Equal(TimeSpan.FromHours(8), ChecklistsSettings.TimeZone.BaseUtcOffset);
    }

    [Fact]
    public void Given_settings_are_taken()
    {
        var settings = Load(
            ("ConnectionStrings:Checklists", "Host=db;Database=qingdan;Username=u;Password=p"),
            ("Checklists:DataDirectory", "/srv/清单 数据"),
            ("Checklists:County", "411723"),
            ("Checklists:Issuer", "平舆县示例办公室"),
            ("Checklists:PublicUrl", "https://qingdan.example.gov.cn/base"),
            ("Smtp:Host", "mail.example.gov.cn"),
            ("Smtp:Tls", "implicit"),
            ("Smtp:User", "noreply"),
            ("Smtp:Password", "secret"),
            ("Smtp:From", "noreply@example.gov.cn"),
            ("Schedule:WeeklyRun", "30 8-18/2 1,15 JAN-MAR MON-FRI"));

        Assert.Equal("Host=db;Database=qingdan;Username=u;Password=p", settings.ConnectionString);
        Assert.Equal(Path.GetFullPath("/srv/清单 数据"), settings.DataDirectory);
        Assert.Equal("411723000000", settings.County);
        Assert.Equal("平舆县示例办公室", settings.Issuer);
        Assert.Equal(new Uri("https://qingdan.example.gov.cn/base/"), settings.PublicUrl);
        Assert.Equal(new SmtpSettings("mail.example.gov.cn", 465, "noreply", "secret", SmtpTls.Implicit, "noreply@example.gov.cn"), settings.Smtp);
        Assert.Equal("30 8-18/2 1,15 JAN-MAR MON-FRI", settings.WeeklyRun);
    }

    [Theory]
    [InlineData("Checklists:County", "41172", "Checklists__County", "12 位")]
    [InlineData("Checklists:County", "411723100000", "Checklists__County", "后六位为 0")]
    [InlineData("Checklists:PublicUrl", "qingdan.example.gov.cn", "Checklists__PublicUrl", "https://")]
    [InlineData("Checklists:PublicUrl", "ftp://example.gov.cn", "Checklists__PublicUrl", "https://")]
    [InlineData("Checklists:Issuer", "一行\n两行", "Checklists__Issuer", "不含换行")]
    [InlineData("Smtp:Port", "70000", "Smtp__Port", "65535")]
    [InlineData("Smtp:Port", "25a", "Smtp__Port", "65535")]
    [InlineData("Smtp:Tls", "ssl", "Smtp__Tls", "None、StartTls 或 Implicit")]
    [InlineData("Smtp:Tls", "1", "Smtp__Tls", "None、StartTls 或 Implicit")]
    [InlineData("Smtp:Host", "mail.example.gov.cn:25", "Smtp__Host", "不含端口")]
    [InlineData("Schedule:WeeklyRun", "每周五", "Schedule__WeeklyRun", "0 18 * * 5")]
    [InlineData("Schedule:WeeklyRun", "0 24 * * 5", "Schedule__WeeklyRun", "0 18 * * 5")]
    [InlineData("Schedule:WeeklyRun", "*/0 18 * * 5", "Schedule__WeeklyRun", "0 18 * * 5")]
    [InlineData("Schedule:WeeklyRun", "0 18 * *", "Schedule__WeeklyRun", "0 18 * * 5")]
    public void A_wrong_value_is_refused_with_name_value_and_what_is_allowed(string key, string value, string name, string allowed)
    {
        var refusal = Assert.Throws<SettingsException>(() => Load((key, value)));

        Assert.Equal(StartRefusedException.BadInput, refusal.ExitCode);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(value, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(name, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_settings_are_named_at_once()
    {
        var refusal = Assert.Throws<SettingsException>(() => Load(("Checklists:County", "x"), ("Smtp:Port", "0"), ("Schedule:WeeklyRun", "x")));

        Assert.Contains("Checklists__County", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Smtp__Port", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Schedule__WeeklyRun", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Checklists:Datadir", "Checklists__DataDirectory")]
    [InlineData("Smtp:Pasword", "Smtp__Password")]
    [InlineData("Schedule:Weekly", "Schedule__WeeklyRun")]
    public void A_misspelt_name_is_refused_with_the_right_ones(string key, string right)
    {
        var refusal = Assert.Throws<SettingsException>(() => Load((key, "swordfish")));

        Assert.Contains(right, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", refusal.Message + refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db;Database=qingdan;Pasword=swordfish")]
    [InlineData("Host=db;Password=swordfish")]
    [InlineData("swordfish")]
    public void A_wrong_connection_string_is_refused_without_its_password(string text)
    {
        var refusal = Assert.Throws<SettingsException>(() => Load(("ConnectionStrings:Checklists", text)));

        Assert.Contains("ConnectionStrings__Checklists", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", refusal.ToString() + refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smtp:User", "Smtp__Password")]
    [InlineData("Smtp:Password", "Smtp__User")]
    public void An_account_without_its_other_half_is_refused(string given, string lacking)
    {
        var refusal = Assert.Throws<SettingsException>(
            () => Load(("Smtp:Host", "localhost"), ("Smtp:From", "a@example.gov.cn"), (given, "swordfish")));

        Assert.Contains(lacking + " 没有设置", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_settings_without_a_server_are_refused()
    {
        var refusal = Assert.Throws<SettingsException>(() => Load(("Smtp:From", "a@example.gov.cn")));

        Assert.Contains("Smtp__Host 没有设置", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_do_not_show_when_settings_are_logged()
    {
        var settings = Load(
            ("ConnectionStrings:Checklists", "Host=db;Database=qingdan;Password=swordfish"),
            ("Smtp:Host", "localhost"), ("Smtp:From", "a@example.gov.cn"), ("Smtp:User", "a"), ("Smtp:Password", "swordfish"));

        Assert.DoesNotContain("swordfish", settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_directory_that_is_a_file_is_refused()
    {
        var file = typeof(ChecklistsSettingsTests).Assembly.Location;

        var refusal = Assert.Throws<SettingsException>(() => Load(("Checklists:DataDirectory", file)));

        Assert.Contains("Checklists__DataDirectory", refusal.Message, StringComparison.Ordinal);
    }

    private static ChecklistsSettings Load(params (string Key, string Value)[] given) => ChecklistsSettings.Load(
        new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build());
}
