using System.Globalization;
using Checklists.Benchmarks.Mailing;
using Checklists.Benchmarks.Workflows;

// dotnet run -c Release --project tests/Checklists.Benchmarks -- workflows ["Host=…;Database=an empty one;Username=a superuser"]
// dotnet run -c Release --project tests/Checklists.Benchmarks -- mailing "Host=…;Database=one with the schema and an empty outbox" 2000
switch (args)
{
    case ["workflows", .. var rest]:
        await WorkflowBenchmarks.RunAsync(Console.Out, rest.Length > 0 ? rest[0] : null);
        return 0;
    case ["mailing", var connection, var mails]:
        await OutboxThroughput.RunAsync(connection, int.Parse(mails, CultureInfo.InvariantCulture), Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("usage: workflows [connection string] | mailing connection-string mails");
        return 2;
}
