using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Compliance;
using Checklists.Matching;
using Checklists.Submissions;

namespace Checklists.Server.Api;

/// <summary>A list that was taken in, or had been before.</summary>
/// <param name="Id">The list.</param>
/// <param name="Url">Where to read its lines and verdicts.</param>
/// <param name="VillageCode">The village.</param>
/// <param name="LineCount">How many lines it has.</param>
/// <param name="AlreadyReceived">The same file of the same village had been taken in before; nothing changed.</param>
/// <param name="ReceivedAt">When it was taken in; given where <paramref name="AlreadyReceived"/> is true.</param>
/// <param name="Notices">What the reading noticed, in Chinese.</param>
public sealed record ReceivedAnswer(
    Guid Id, string Url, string? VillageCode, int? LineCount, bool AlreadyReceived, DateTimeOffset? ReceivedAt, IReadOnlyList<string> Notices);

/// <summary>A list with its lines.</summary>
public sealed record SubmissionAnswer(
    Guid Id,
    string VillageCode,
    string FileName,
    string FileSha256,
    SubmissionChannel Channel,
    string SubmittedBy,
    DateTimeOffset ReceivedAt,
    SubmissionStatus Status,
    Guid? Supersedes,
    IReadOnlyList<LineAnswer> Lines)
{
    /// <summary>Of a village's list.</summary>
    public static SubmissionAnswer Of(VillageList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var s = list.Submission;
        return new SubmissionAnswer(
            s.Id, s.VillageCode, s.FileName, s.FileHash, s.Channel, s.SubmittedBy, s.ReceivedAt, s.Status, s.Supersedes, [.. list.Lines.Select(LineAnswer.Of)]);
    }
}

/// <summary>A line with its opinions, oldest first; the last one stands.</summary>
public sealed record LineAnswer(
    Guid Id,
    int Number,
    string? Sheet,
    int Row,
    string Text,
    DutyKind Kind,
    string? Issuer,
    Guid? OpenReviewId,
    OpinionAnswer? Current,
    IReadOnlyList<OpinionAnswer> History)
{
    /// <summary>Of a listed line.</summary>
    public static LineAnswer Of(ListedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new LineAnswer(
            line.Line.Id, line.Line.Number, line.Line.Sheet, line.Line.Row, line.Line.Text, line.Line.Kind, line.Line.Issuer,
            line.AwaitsReview ? line.Review!.Id : null,
            line.Current is null ? null : OpinionAnswer.Of(line.Current),
            [.. line.Opinions.Select(OpinionAnswer.Of)]);
    }
}

/// <summary>An opinion.</summary>
public sealed record OpinionAnswer(
    VerdictStage Stage,
    VerdictKind Verdict,
    Finding? Finding,
    bool Auto,
    double Confidence,
    IReadOnlyList<string> Codes,
    IReadOnlyList<string> Reasons,
    string CatalogueHash,
    string? DecidedBy,
    DateTimeOffset DecidedAt)
{
    /// <summary>Of a stored opinion.</summary>
    public static OpinionAnswer Of(LineVerdict v)
    {
        ArgumentNullException.ThrowIfNull(v);
        return new OpinionAnswer(v.Stage, v.Verdict, v.Finding, v.Auto, v.Confidence, v.Codes, v.Reasons, v.CatalogueHash, v.DecidedBy, v.DecidedAt);
    }
}

/// <summary>A village and where it stands; no status stands for 待提交.</summary>
public sealed record VillageAnswer(
    string Code, string Name, string TownshipCode, string Township, bool IsSample, Guid? SubmissionId, SubmissionStatus? Status, int OpenReviews);

/// <summary>A line that waits for a person.</summary>
public sealed record ReviewAnswer(
    Guid Id, uint Version, string TownshipCode, string VillageCode, string Village, Guid SubmissionId, int LineNumber, string Text, DutyKind Kind,
    string? Issuer, VerdictKind Verdict, IReadOnlyList<string> Reasons, IReadOnlyList<Candidate> Candidates, DateTimeOffset OpenedAt);

/// <summary>A decision on a line.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Finding">Only with prohibited: assisting_exceeded or disguised.</param>
/// <param name="Codes">Cited items of the list in force; none for unlisted.</param>
/// <param name="Reason">Why, in Chinese; it stands beside the opinion.</param>
/// <param name="Version">The review's version that the decision was made on; another one in between is answered with 409.</param>
public sealed record DecisionRequest(VerdictKind Verdict, Finding? Finding, IReadOnlyList<string>? Codes, string? Reason, uint? Version);

/// <summary>What a decision left.</summary>
/// <param name="OpenLeft">Lines of the same list that still wait.</param>
public sealed record DecidedAnswer(int OpenLeft);

/// <summary>An issued certificate.</summary>
public sealed record CertificateAnswer(
    string Number, string VillageCode, string Village, string Week, CertificateStatus Status, string? SupersededBy, string? RevocationReason,
    IReadOnlyDictionary<string, int> Counts, int Open, string CatalogueHash, string PdfSha256, string PdfUrl, DateTimeOffset IssuedAt)
{
    /// <summary>Of an issued certificate.</summary>
    public static CertificateAnswer Of(IssuedCertificate issued)
    {
        ArgumentNullException.ThrowIfNull(issued);
        var c = issued.Certificate;
        return new CertificateAnswer(
            c.Number, c.VillageCode, issued.Village.Name, c.Week, c.Status, c.SupersededBy, c.RevocationReason, RunAnswer.ByVerdict(c.Counts), c.Open,
            c.CatalogueHash, c.FileHash, $"/api/v1/certificates/{c.Number}.pdf", c.IssuedAt);
    }
}

/// <summary>A run.</summary>
public sealed record RunAnswer(
    Guid Id, string Week, string CountyCode, RunStatus Status, bool IsLate, DateTimeOffset CutOff, DateTimeOffset StartedAt, DateTimeOffset? SealedAt,
    string CatalogueHash, IReadOnlyList<TownshipAnswer>? Townships)
{
    /// <summary>Of a run, with its townships where they were read.</summary>
    public static RunAnswer Of(ComplianceRun run, IReadOnlyList<TownshipResult>? townships)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunAnswer(
            run.Id, run.Week, run.CountyCode, run.Status, run.IsLate, run.CutOff, run.StartedAt, run.SealedAt, run.CatalogueHash,
            townships?.Select(t => new TownshipAnswer(
                t.Township.Code, t.Township.Name, t.CompletedAt, t.Villages, t.Certificates, ByVerdict(t.Counts), t.Open)).ToList());
    }

    /// <summary>Counts that are indexed by verdict kind, by name.</summary>
    public static IReadOnlyDictionary<string, int> ByVerdict(int[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Enum.GetValues<VerdictKind>().ToDictionary(VerdictText.Key, v => (int)v < counts.Length ? counts[(int)v] : 0);
    }
}

/// <summary>A township's part of a run.</summary>
public sealed record TownshipAnswer(
    string Code, string Name, DateTimeOffset? CompletedAt, int Villages, int Certificates, IReadOnlyDictionary<string, int> Counts, int Open);

/// <summary>Which run to start.</summary>
/// <param name="Week">ISO week, for example 2026-W47; none means the current one.</param>
public sealed record RunRequest(string? Week);

/// <summary>A run that was started, or stood already.</summary>
public sealed record RunStartAnswer(Guid Id, string Url, string Week, bool AlreadySealed, bool Created);
