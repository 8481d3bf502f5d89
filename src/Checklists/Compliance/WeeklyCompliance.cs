using System.Text.Json.Nodes;
using Checklists.Audit;
using Checklists.Catalogue;
using Checklists.Platform.Database;
using Checklists.Platform.Settings;
using Checklists.Regions;
using Checklists.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Checklists.Compliance;

/// <summary>Begins the weekly run of the county and says how far it is. One run per county and ISO week, whatever crashed or slept.</summary>
public sealed class WeeklyCompliance(
    ChecklistsDatabase database,
    CatalogueStore catalogues,
    RegionStore regions,
    PostgresWorkflowRuntime workflows,
    AuditLog audit,
    WeeklySchedule schedule,
    TimeProvider clock)
{
    /// <summary>The workflow of a run.</summary>
    public const string Workflow = "weekly-compliance-run";

    /// <summary>The actor of a run that the clock began.</summary>
    public const string ByItself = "system";

    /// <summary>The week that it is now in China.</summary>
    public IsoWeek CurrentWeek => IsoWeek.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), ChecklistsSettings.TimeZone).DateTime));

    /// <summary>Begins the week's run, or finds the one there is.</summary>
    /// <param name="week">For example 2026-W47; <c>null</c> for the current week.</param>
    /// <param name="actor">Who asked for it, for the audit log; <see cref="ByItself"/> for the clock.</param>
    /// <param name="cancellationToken">Ends the wait; a run that was begun goes on by itself.</param>
    /// <exception cref="WeekException">Not a week, or one that has not begun.</exception>
    public async Task<RunStart> StartAsync(string? week, string actor, CancellationToken cancellationToken)
    {
        var asked = WeekAsked(week);
        var (start, instance) = await FindOrCreateAsync(asked, actor, cancellationToken);
        if (!start.AlreadySealed)
        {
            await workflows.RunAsync(instance, cancellationToken);
        }

        return start;
    }

    /// <summary>
    /// Begins the run of every week that came due since the last one on time and has none: after a downtime exactly one per missed
    /// week, the newest first because it is the one that offices wait for. An installation that never ran begins with its next due time.
    /// </summary>
    /// <returns>The weeks begun.</returns>
    public async Task<IReadOnlyList<string>> CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var known = await db.ComplianceRuns.AsNoTracking()
            .Select(r => new { r.Week, r.IsLate })
            .ToListAsync(cancellationToken);
        var begun = new List<string>();
        if (!IsoWeek.TryParse(known.Where(r => !r.IsLate).Max(r => r.Week), out var last))
        {
            return begun;
        }

        foreach (var week in schedule.DueSince(last, CurrentWeek, clock.GetUtcNow()))
        {
            if (known.TrueForAll(r => r.Week != week.ToString()))
            {
                await StartAsync(week.ToString(), ByItself, cancellationToken);
                begun.Add(week.ToString());
            }
        }

        return begun;
    }

    /// <summary>How far the week's run is; <c>null</c> when there is none.</summary>
    public async Task<RunProgress?> ProgressAsync(string week, CancellationToken cancellationToken)
    {
        var tree = await regions.TreeAsync(cancellationToken);
        await using var db = database.Open();
        var run = await db.ComplianceRuns.AsNoTracking()
            .SingleOrDefaultAsync(r => r.CountyCode == tree.County.Code && r.Week == week, cancellationToken);
        if (run is null)
        {
            return null;
        }

        var townships = await db.TownshipRuns.AsNoTracking()
            .Where(t => t.RunId == run.Id).OrderBy(t => t.TownshipCode).ToListAsync(cancellationToken);
        return new RunProgress(
            run.Id,
            run.Week,
            run.Status,
            run.IsLate,
            run.CutOff,
            run.SealedAt,
            townships.ConvertAll(t => new TownshipProgress(
                t.TownshipCode, tree.Find(t.TownshipCode)?.Name ?? t.TownshipCode, t.CompletedAt, t.Villages, t.Certificates)));
    }

    private IsoWeek WeekAsked(string? text)
    {
        if (text is null)
        {
            return CurrentWeek;
        }

        if (!IsoWeek.TryParse(text, out var week))
        {
            throw new WeekException($"“{text}”不是有效的周。请写成 2026-W47 的形式（年份、W、两位周数）。");
        }

        return week > CurrentWeek
            ? throw new WeekException($"{week} 还没有开始，不能核对。本周是 {CurrentWeek}。")
            : week;
    }

    private async Task<(RunStart Start, string Instance)> FindOrCreateAsync(
        IsoWeek week, string actor, CancellationToken cancellationToken)
    {
        var catalogue = await catalogues.CurrentAsync(cancellationToken);
        var tree = await regions.TreeAsync(cancellationToken);
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var db = await ChecklistsDatabase.JoinAsync(transaction, cancellationToken);
        // Two starts of one week take turns here; the second finds the first one's run.
        await db.Database.ExecuteSqlAsync($"select 1 from regions where code = {tree.County.Code} for update", cancellationToken);
        var known = await db.ComplianceRuns.SingleOrDefaultAsync(
            r => r.CountyCode == tree.County.Code && r.Week == week.ToString(), cancellationToken);
        if (known is not null)
        {
            return (new RunStart(known.Id, known.Week, known.Status == RunStatus.Sealed, Created: false), known.WorkflowInstanceId!);
        }

        var run = await CreateAsync(db, transaction, tree, week, catalogue.Hash, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (new RunStart(run.Id, run.Week, AlreadySealed: false, Created: true), run.WorkflowInstanceId!);
    }

    private async Task<ComplianceRun> CreateAsync(
        ChecklistsDbContext db,
        NpgsqlTransaction transaction,
        RegionTree tree,
        IsoWeek week,
        string catalogueHash,
        string actor,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var run = new ComplianceRun
        {
            CountyCode = tree.County.Code,
            Week = week.ToString(),
            IsLate = week < CurrentWeek,
            CutOff = now,
            CatalogueHash = catalogueHash,
            StartedAt = now,
        };
        run.WorkflowInstanceId = await workflows.StartAsync(
            Workflow,
            new JsonObject
            {
                ["runId"] = run.Id.ToString(),
                ["townships"] = new JsonArray([.. tree.Townships.Select(t => (JsonNode)t.Code)]),
            },
            run.Id.ToString(),
            transaction,
            cancellationToken);
        db.ComplianceRuns.Add(run);
        db.TownshipRuns.AddRange(tree.Townships.Select(t => new TownshipRun { RunId = run.Id, TownshipCode = t.Code }));
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            transaction, actor, "run.started", run.Id.ToString(), new { run.Week, run.IsLate, run.CatalogueHash }, cancellationToken);
        return run;
    }
}

/// <summary>The week asked for is none, or has not begun; the message says so in Chinese.</summary>
public sealed class WeekException(string message) : Exception(message);
