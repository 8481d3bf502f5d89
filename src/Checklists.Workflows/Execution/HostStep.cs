using Npgsql;

namespace Checklists.Workflows.Execution;

/// <summary>What a host activity gets for the step it runs in.</summary>
/// <param name="Services">The services of the step; null when the host gave none.</param>
/// <param name="Connection">The open connection; null on the simulated runner.</param>
/// <param name="Transaction">The step's transaction: what is written in it commits together with the instance's new state.</param>
internal sealed record HostStep(IServiceProvider? Services, NpgsqlConnection? Connection, NpgsqlTransaction? Transaction);
