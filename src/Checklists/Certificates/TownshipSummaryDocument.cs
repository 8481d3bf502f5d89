using Checklists.Matching;

namespace Checklists.Certificates;

/// <summary>What stands on a township's weekly summary (周核对情况): its villages in the order of their codes, never ranked.</summary>
/// <param name="County">Full name of the county.</param>
/// <param name="Township">Name of the township.</param>
/// <param name="Week">ISO week, for example 2026-W47.</param>
/// <param name="Basis">核对依据.</param>
/// <param name="CutOff">核对截止时点.</param>
/// <param name="Issuer">签发单位, or <c>null</c>.</param>
/// <param name="Villages">One row per village; those without an accepted list stand as 待提交.</param>
public sealed record TownshipSummaryDocument(
    string County,
    string Township,
    string Week,
    CertificateBasis Basis,
    DateTimeOffset CutOff,
    string? Issuer,
    IReadOnlyList<TownshipSummaryVillage> Villages);

/// <summary>A village's row.</summary>
/// <param name="Village">Name of the village.</param>
/// <param name="CertificateNumber">Its certificate's number; <c>null</c> stands for 待提交.</param>
/// <param name="Counts">Lines by verdict.</param>
/// <param name="Open">Lines still waiting for a person.</param>
public sealed record TownshipSummaryVillage(
    string Village,
    string? CertificateNumber,
    IReadOnlyDictionary<VerdictKind, int> Counts,
    int Open);
