using Checklists.Platform.Database;

namespace Checklists.Server.Web;

/// <summary>What whoever runs the service looks at: health and metrics, without signing in and without any region's data.</summary>
public static class Operations
{
    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var group = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapGet("/health/live", () => Results.Text("live"));
        group.MapGet("/health/ready", ReadyAsync);
        group.MapGet("/metrics", async (ChecklistsDbContext db, TimeProvider clock, CancellationToken ct) =>
            Results.Text(await MetricsText.WriteAsync(db, clock.GetUtcNow(), ct), "text/plain; version=0.0.4"));
    }

    private static async Task<IResult> ReadyAsync(ChecklistsDbContext db, CancellationToken ct) =>
        await db.Database.CanConnectAsync(ct)
            ? Results.Text("ready")
            : Results.Text("database unreachable", statusCode: StatusCodes.Status503ServiceUnavailable);
}
