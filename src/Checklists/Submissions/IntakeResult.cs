using Checklists.Submissions.Reading;

namespace Checklists.Submissions;

/// <summary>A list as it arrived.</summary>
/// <param name="FileName">Name of the sender's file; its ending tells the format.</param>
/// <param name="Content">The bytes, kept as they are.</param>
/// <param name="VillageCode">The village as the caller knows it; <c>null</c> when the file itself must say.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="Actor">The account or program that sent it.</param>
public sealed record IncomingList(string FileName, byte[] Content, string? VillageCode, SubmissionChannel Channel, string Actor);

/// <summary>What became of an incoming list: taken in whole, or not at all.</summary>
public abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>Taken in; the workflow that checks it has begun.</summary>
    public sealed record Accepted(
        Guid SubmissionId, string VillageCode, int LineCount, IReadOnlyList<string> Notices, string WorkflowInstanceId) : IntakeResult;

    /// <summary>The same file of the same village stands already; nothing changed.</summary>
    public sealed record AlreadyReceived(Guid SubmissionId, DateTimeOffset ReceivedAt) : IntakeResult;

    /// <summary>Refused; nothing was taken in.</summary>
    /// <param name="Refusals">What is wrong and what to do.</param>
    /// <param name="FurtherRefusals">How many more there are than are listed.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals, int FurtherRefusals = 0) : IntakeResult;
}
