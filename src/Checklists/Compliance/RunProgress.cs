namespace Checklists.Compliance;

/// <summary>What became of asking for a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Week">Its week.</param>
/// <param name="AlreadySealed">It was sealed before: nothing changed.</param>
/// <param name="Created">It was begun now; otherwise it was under way already.</param>
public sealed record RunStart(Guid RunId, string Week, bool AlreadySealed, bool Created);

/// <summary>How far a run is.</summary>
public sealed record RunProgress(
    Guid RunId, string Week, RunStatus Status, bool IsLate, DateTimeOffset CutOff, DateTimeOffset? SealedAt, IReadOnlyList<TownshipProgress> Townships);

/// <summary>A township's part of a run; <paramref name="CompletedAt"/> is <c>null</c> while it is still to do.</summary>
public sealed record TownshipProgress(string TownshipCode, string Township, DateTimeOffset? CompletedAt, int Villages, int Certificates);
