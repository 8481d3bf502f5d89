using Checklists.Compliance;
using Checklists.IntegrationTests.Platform;
using Checklists.Platform;
using Xunit;

namespace Checklists.IntegrationTests.Compliance;

/// <summary>The weekly run over the command line and the database, on a county of two villages.</summary>
public sealed class WeeklyRunTests(PostgresFixture postgres)
{
    private const string List =
        """
        {"id":"1","text":"调解邻里之间的纠纷","kind":"duty"}
        {"id":"2","text":"医保征缴率必须达到百分之九十八，完不成的由村里垫付","kind":"duty","issuer":"县医保局"}
        {"id":"3","text":"安全生产","kind":"duty"}
        """;

    private static IsoWeek ThisWeek =>
        IsoWeek.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).DateTime));

    [Fact]
    public async Task A_new_list_of_the_province_is_applied_by_the_next_run_and_the_old_opinions_stay_in_the_history()
    {
        await using var county = await SmallCounty.CreateAsync(postgres);
        await county.DemandAsync("import", "submissions", "--village", SmallCounty.Village, county.Write("list.jsonl", List));
        await county.DemandAsync("run", "weekly");
        var before = await county.ScalarAsync<string>("select distinct catalogue_hash from verdicts where is_current");

        var changed = (await File.ReadAllTextAsync(Path.Combine(ProductFiles.Seeds, "catalogue.json"), TestContext.Current.CancellationToken))
            .Replace("SAMPLE-2026.1", "SAMPLE-2026.2", StringComparison.Ordinal);
        await county.DemandAsync("import", "catalogue", county.Write("catalogue.json", changed));
        var output = await county.DemandAsync("run", "weekly", "--week", ThisWeek.Previous.ToString());

        Assert.Contains("已封存", output, StringComparison.Ordinal);
        Assert.NotEqual(before, await county.ScalarAsync<string>("select distinct catalogue_hash from verdicts where is_current"));
        Assert.Equal(6L, await county.ScalarAsync<long>("select count(*) from verdicts"));
        Assert.Equal(3L, await county.ScalarAsync<long>("select count(*) from verdicts where is_current and sequence = 2"));
        Assert.True(await county.ScalarAsync<bool>("select bool_and(is_late) from compliance_runs where week = '" + ThisWeek.Previous + "'"));
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from certificates where status = 0 and week = '" + ThisWeek + "'"));
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from certificates where status = 1 and superseded_by is not null"));
    }

    [Fact]
    public async Task A_village_without_a_list_gets_no_certificate_and_the_township_one_mail_that_says_so()
    {
        await using var county = await SmallCounty.CreateAsync(postgres);
        await county.DemandAsync("import", "submissions", "--village", SmallCounty.Village, county.Write("list.jsonl", List));

        await county.DemandAsync("run", "weekly");

        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from certificates"));
        Assert.Equal(
            "1",
            await county.ScalarAsync<string>($"select count(*)::text from village_runs where village_code = '{SmallCounty.SilentVillage}' and certificate_number is null"));
        var mail = Assert.Single(Directory.GetFiles(county.Mails, "*.eml"));
        var message = MimeKit.MimeMessage.Load(mail, TestContext.Current.CancellationToken);
        Assert.Contains("待提交", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, message.Attachments.Count());
    }

    [Fact]
    public async Task With_the_mail_server_down_the_run_is_sealed_and_the_mail_kept()
    {
        await using var county = await SmallCounty.CreateAsync(postgres);
        await county.DemandAsync("import", "submissions", "--village", SmallCounty.Village, county.Write("list.jsonl", List));
        var port = FreePort.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (exit, output) = await county.RunAsync(
            ["run", "weekly"], ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", port), ("Smtp__Tls", "None"), ("Smtp__From", "noreply@pingyu.example"));

        Assert.True(exit == 0, output);
        Assert.Contains("邮件已保存", output, StringComparison.Ordinal);
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from compliance_runs where status = 1"));
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from outbox_mails where status = 0"));

        await county.DemandAsync("run", "weekly");
    }

    [Fact]
    public async Task Two_nodes_may_start_at_once_on_an_empty_database_and_run_the_same_week_once()
    {
        await using var county = await SmallCounty.CreateEmptyAsync(postgres);
        var regions = county.WriteRegions();
        await Task.WhenAll(county.DemandAsync("import", "regions", regions), county.DemandAsync("import", "catalogue", SmallCounty.Catalogue));
        await county.DemandAsync("import", "submissions", "--village", SmallCounty.Village, county.Write("list.jsonl", List));

        var outputs = await Task.WhenAll(county.DemandAsync("run", "weekly"), county.DemandAsync("run", "weekly"));

        Assert.All(outputs, output => Assert.Contains("已封存", output, StringComparison.Ordinal));
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from compliance_runs where status = 1"));
        Assert.Equal(1L, await county.ScalarAsync<long>("select count(*) from certificates"));
        Assert.Single(Directory.GetFiles(county.Mails, "*.eml"));
    }

    [Fact]
    public async Task The_audit_chain_holds_over_import_check_run_and_seal()
    {
        await using var county = await SmallCounty.CreateAsync(postgres);
        await county.DemandAsync("import", "submissions", "--village", SmallCounty.Village, county.Write("list.jsonl", List));
        await county.DemandAsync("run", "weekly");

        await using var db = county.Open();
        Assert.Null(await Checklists.Audit.AuditLog.FirstBrokenAsync(db, TestContext.Current.CancellationToken));
        Assert.Equal(
            ["regions.imported", "catalogue.activated", "submission.received", "submission.checked", "run.started", "run.township-completed", "run.sealed"],
            db.AuditEntries.OrderBy(e => e.Sequence).Select(e => e.Action).ToList().Where(a => a != "rectification.opened"));
    }
}
