using System.Text.Json.Nodes;

namespace Checklists.Workflows.Bookmarks;

/// <summary>
/// Something that happened and may resume instances: an event, a task's result, a decision. It names its target by bookmark id or by
/// name and key. One that comes before its bookmark is stored and waits for it.
/// </summary>
/// <param name="BookmarkId">The one bookmark meant; null to match by name and key.</param>
/// <param name="Name">The bookmark name to match.</param>
/// <param name="Key">The bookmark key to match.</param>
/// <param name="CorrelationId">When given, only instances with this correlation id are meant.</param>
/// <param name="Payload">What is handed over.</param>
public sealed record Stimulus(string? BookmarkId, string? Name, string? Key, string? CorrelationId, JsonNode? Payload)
{
    /// <summary>Whether this resumes the bookmark of an instance with the given correlation id.</summary>
    public bool Matches(Bookmark bookmark, string? instanceCorrelationId) => BookmarkId is not null
        ? bookmark.Id == BookmarkId
        : bookmark.Name == Name && bookmark.Key == Key && (CorrelationId is null || CorrelationId == instanceCorrelationId);
}
