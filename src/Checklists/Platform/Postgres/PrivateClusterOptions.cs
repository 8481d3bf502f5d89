namespace Checklists.Platform.Postgres;

/// <summary>What a private cluster is made and started with.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>The service's data directory; the cluster lives in <c>postgres/</c> below it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The database that is created when missing and that the connection string names.</summary>
    public string DatabaseName { get; init; } = "checklists";

    /// <summary>
    /// True: every commit reaches the disk. False leaves that to the system, so that a power cut may destroy the cluster
    /// (a kill -9 does not): faster, and meant for throw-away test clusters alone.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Where to look for PostgreSQL's programs.</summary>
    public PostgresSearch Search { get; init; } = PostgresSearch.OfThisMachine();
}
