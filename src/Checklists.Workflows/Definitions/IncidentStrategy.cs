namespace Checklists.Workflows.Definitions;

/// <summary>What happens to an instance when one of its activities fails for good.</summary>
public enum IncidentStrategy
{
    /// <summary>The instance becomes Faulted; work that was queued already still runs. Elsa's default.</summary>
    Fault,

    /// <summary>The instance goes on with its other branches and stays Suspended with the incident until somebody acts on it.</summary>
    ContinueWithIncidents,
}
