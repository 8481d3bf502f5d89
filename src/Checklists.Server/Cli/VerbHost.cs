using Checklists.Platform.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Checklists.Server.Cli;

/// <summary>The service as a verb of the command line uses it: started, and stopped with the verb.</summary>
public sealed class VerbHost : IAsyncDisposable
{
    private readonly DatabaseInUse database;
    private readonly IHost host;

    private VerbHost(DatabaseInUse database, IHost host)
    {
        this.database = database;
        this.host = host;
    }

    /// <summary>The service's parts.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Settings from the environment and appsettings.json.</summary>
    public static ChecklistsSettings Settings() => ChecklistsSettings.Load(
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build());

    /// <summary>Starts what the verb needs.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="withJobs">Whether Hangfire's jobs run in this process.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<VerbHost> StartAsync(ChecklistsSettings settings, bool withJobs, CancellationToken cancellationToken)
    {
        var database = await ServiceStart.DatabaseAsync(settings, NullLogger.Instance, cancellationToken);
        var host = ServiceStart.ConsoleHost(settings, database.ConnectionString, withJobs);
        await ServiceStart.PrepareAsync(host.Services, cancellationToken);
        await host.StartAsync(cancellationToken);
        return new VerbHost(database, host);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await database.DisposeAsync();
    }
}
