using System.Globalization;
using System.Text;
using System.Text.Json;
using Checklists.Mailing;
using Checklists.Platform.Database;
using Checklists.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Server.Web;

/// <summary>Writes the service's counts in Prometheus' text format; no label names a village or a person.</summary>
public static class MetricsText
{
    /// <summary>The whole answer of <c>/metrics</c>.</summary>
    public static async Task<string> WriteAsync(ChecklistsDbContext db, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var submissions = await db.Submissions.GroupBy(s => s.Status).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var openReviews = await db.Reviews.LongCountAsync(r => r.Status == ReviewStatus.Open, ct);
        var mails = await db.OutboxMails.GroupBy(m => m.Status).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var runs = await db.ComplianceRuns.GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var certificates = await db.Certificates.LongCountAsync(ct);

        var text = new StringBuilder();
        Write(text, "checklists_submissions", "Lists taken in, by status.", submissions.ToDictionary(s => s.Key, s => s.Count));
        Write(text, "checklists_reviews_open", "Lines that wait for a person.", openReviews);
        Write(text, "checklists_mails", "Mails of the outbox, by status.", mails.ToDictionary(m => m.Key, m => m.Count));
        Write(text, "checklists_mails_due", "Mails that are due now.", await db.OutboxMails.LongCountAsync(m => m.Status == MailStatus.Pending && m.NextAttemptAt <= now, ct));
        Write(text, "checklists_runs", "Compliance runs, by status.", runs.ToDictionary(r => r.Key, r => r.Count));
        Write(text, "checklists_certificates", "Certificates issued.", certificates);
        return text.ToString();
    }

    private static void Write<TStatus>(StringBuilder text, string name, string help, Dictionary<TStatus, long> counts)
        where TStatus : struct, Enum
    {
        Head(text, name, help);
        // Every status stands there, also at 0, so that an alert on it has a series to look at.
        foreach (var status in Enum.GetValues<TStatus>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{status=\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString())}\"}} {counts.GetValueOrDefault(status)}\n");
        }
    }

    private static void Write(StringBuilder text, string name, string help, long value)
    {
        Head(text, name, help);
        text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
    }

    private static void Head(StringBuilder text, string name, string help) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
}
