namespace Checklists.Platform.Database;

/// <summary>The answer once given to a request with an Idempotency-Key: the same request gets the same answer again.</summary>
public sealed class IdempotentRequest
{
    /// <summary>Caller and key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 (hex) of method, path and body: the same key with another request is refused.</summary>
    public required string RequestHash { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public required int StatusCode { get; init; }

    /// <summary>Body of the answer.</summary>
    public required string Body { get; init; }

    /// <summary>When; kept for 7 days.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
