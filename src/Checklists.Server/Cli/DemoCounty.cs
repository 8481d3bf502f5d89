using Checklists.Catalogue;
using Checklists.Compliance;
using Checklists.Mailing;
using Checklists.Platform;
using Checklists.Regions;
using Checklists.Submissions;

namespace Checklists.Server.Cli;

/// <summary>Builds the sample county: the same steps as a real one, on sample data. Each step finds what is done already.</summary>
internal static class DemoCounty
{
    private const string Actor = "demo";

    public static async Task BuildAsync(IServiceProvider services, DemoDirectory directory, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<RegionStore>().ImportAsync(
            RegionsFile.Load(Path.Combine(ProductFiles.Seeds, "regions", "pingyu.json")), Actor, cancellationToken);
        await services.GetRequiredService<CatalogueStore>().ActivateAsync(
            CatalogueFile.Read(Path.Combine(ProductFiles.Seeds, "catalogue.json")), Actor, cancellationToken);
        await ServiceStart.ResumeAsync(services, cancellationToken);

        var files = ListFiles.Of([Path.Combine(ProductFiles.Seeds, "submissions")]);
        var lists = await WorkProgress.ShowAsync(
            $"接收并核对村报清单（{files.Count} 份）",
            files.Count,
            advance => new ListImport(services.GetRequiredService<SubmissionIntake>()).RunAsync(files, null, Actor, advance, cancellationToken));

        var compliance = services.GetRequiredService<WeeklyCompliance>();
        var start = await compliance.StartAsync(week: null, Actor, cancellationToken);
        var run = await RunWatch.UntilSealedAsync(compliance, start.Week, cancellationToken);
        var mails = await services.GetRequiredService<OutboxSender>().SendDueAsync(cancellationToken);
        var accounts = await DemoAccounts.CreateAsync(services, cancellationToken);

        ImportReport.WriteRefused(lists);
        await DemoSummary.WriteAsync(services, run, mails, accounts, cancellationToken);
        directory.MarkComplete();
    }
}
