using Checklists.Catalogue;
using Checklists.Matching;

namespace Checklists.Certificates;

/// <summary>Everything that stands on one 村级组织工作事项核对情况告知单 (the "合规证明"); the renderer adds nothing of its own.</summary>
/// <param name="Number">编号, never reused.</param>
/// <param name="Village">Full official name: county, township and village.</param>
/// <param name="Township">Full name of the township.</param>
/// <param name="Week">ISO week, for example 2026-W47.</param>
/// <param name="Basis">核对依据.</param>
/// <param name="CutOff">核对截止时点, in Asia/Shanghai.</param>
/// <param name="IssuedOn">The day of issue.</param>
/// <param name="Issuer">签发单位; <c>null</c> when no setting names it: then none is printed.</param>
/// <param name="ObjectionChannel">异议渠道; <c>null</c> prints the township's own channel.</param>
/// <param name="VerifyUrl">The address behind the QR code.</param>
/// <param name="Lines">The item table of the annex, in the order of the village's list.</param>
public sealed record CertificateDocument(
    string Number,
    string Village,
    string Township,
    string Week,
    CertificateBasis Basis,
    DateTimeOffset CutOff,
    DateOnly IssuedOn,
    string? Issuer,
    string? ObjectionChannel,
    string VerifyUrl,
    IReadOnlyList<CertificateLine> Lines);

/// <summary>核对依据: the list that was applied.</summary>
/// <param name="ListName">Name of the list.</param>
/// <param name="ListVersion">Its version.</param>
/// <param name="EffectiveFrom">When it took effect.</param>
/// <param name="Hash">SHA-256 (hex) of the list; the document prints its first 16 digits.</param>
/// <param name="IsSample">A sample list says so on the document.</param>
public sealed record CertificateBasis(string ListName, string ListVersion, DateOnly EffectiveFrom, string Hash, bool IsSample);

/// <summary>One row of the annex.</summary>
/// <param name="Number">序号, from 1.</param>
/// <param name="Text">原文 (personal data already masked).</param>
/// <param name="Kind">Duty, signboard or proof.</param>
/// <param name="Issuer">派交单位 as the village wrote it.</param>
/// <param name="Verdict">The current verdict.</param>
/// <param name="Finding">Set for 超出协助边界 and 涉嫌变相转嫁.</param>
/// <param name="Stage">Whose opinion the verdict is.</param>
/// <param name="Open">Still waiting for a person, or for the department that assigned it.</param>
/// <param name="Items">Cited items: code and title.</param>
/// <param name="Conditions">附条件: the conditions of a cited item, where it has any.</param>
public sealed record CertificateLine(
    int Number,
    string Text,
    DutyKind Kind,
    string? Issuer,
    VerdictKind Verdict,
    Finding? Finding,
    VerdictStage Stage,
    bool Open,
    IReadOnlyList<CitedItem> Items,
    string? Conditions);

/// <summary>A cited item of the list.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
public sealed record CitedItem(string Code, string Title);
