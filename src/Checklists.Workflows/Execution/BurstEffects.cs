using Checklists.Workflows.Bookmarks;
using Checklists.Workflows.Journal;

namespace Checklists.Workflows.Execution;

/// <summary>
/// What a burst wants done to the world besides the instance's new state. The core only collects it; a runtime writes it down
/// in the same transaction as the state.
/// </summary>
internal sealed class BurstEffects
{
    /// <summary>Journal lines in order.</summary>
    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Bookmarks that are new and still open.</summary>
    public List<Bookmark> Created { get; } = [];

    /// <summary>Ids of bookmarks that were open before the burst and are gone.</summary>
    public List<string> Removed { get; } = [];

    /// <summary>Children that were started and have not run: to be stored as Pending.</summary>
    public List<InstanceState> Dispatched { get; } = [];

    /// <summary>Children that were run in place, with their own effects.</summary>
    public List<Burst> RunInPlace { get; } = [];

    /// <summary>Forgets everything: it has been written down.</summary>
    public void Clear()
    {
        Journal.Clear();
        Created.Clear();
        Removed.Clear();
        Dispatched.Clear();
        RunInPlace.Clear();
    }
}
