using Checklists.Catalogue;
using Checklists.Certificates;
using Checklists.Matching;

namespace Checklists.Tests.Certificates;

/// <summary>Documents for tests; all names are samples.</summary>
internal static class CertificateSamples
{
    public static CertificateBasis Basis { get; } =
        new("村级组织履职事项清单（样例）", "2026.1", new DateOnly(2026, 1, 1), "3f9a1c5be0d27784aabbccddeeff00112233445566778899aabbccddeeff0011", true);

    public static CertificateDocument Certificate(params IEnumerable<CertificateLine> lines) => new(
        "示例-2026-W47-0001",
        "平舆县东皇街道示例社区",
        "东皇街道",
        "2026-W47",
        Basis,
        new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero),
        new DateOnly(2026, 11, 22),
        null,
        null,
        "https://checklists.example/verify/2026-W47-0001",
        [.. lines]);

    public static CertificateLine Line(int number, VerdictKind verdict = VerdictKind.Primary, string text = "组织村民会议，公开村务财务", bool open = false) => new(
        number,
        text,
        DutyKind.Duty,
        number % 2 == 0 ? "县应急管理局（示例）" : null,
        verdict,
        null,
        VerdictStage.System,
        open,
        [new CitedItem("Z010", "村务公开和民主管理")],
        null);

    public static IEnumerable<CertificateLine> Lines(int count) =>
        Enumerable.Range(1, count).Select(number => Line(number, (VerdictKind)(number % 5), open: number % 5 > 1));
}
