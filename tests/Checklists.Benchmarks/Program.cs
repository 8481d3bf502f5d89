using Checklists.Benchmarks.Workflows;

// dotnet run -c Release --project tests/Checklists.Benchmarks -- workflows ["Host=…;Database=an empty one;Username=a superuser"]
if (args is ["workflows", .. var rest])
{
    await WorkflowBenchmarks.RunAsync(Console.Out, rest.Length > 0 ? rest[0] : null);
    return 0;
}

Console.Error.WriteLine("usage: workflows [connection string]");
return 2;
