namespace Checklists.Workflows.Storage;

/// <summary>The runtime's tables.</summary>
public static class WorkflowSchema
{
    /// <summary>The statements that create the tables, version 1. They are run once, in the schema the connection uses.</summary>
    public static string Sql { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(WorkflowSchema).Assembly.GetManifestResourceStream("Checklists.Workflows.Storage.WorkflowSchema.sql")
            ?? throw new InvalidOperationException("The assembly does not contain WorkflowSchema.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
