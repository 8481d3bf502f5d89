using Checklists.Catalogue;

namespace Checklists.Submissions;

/// <summary>A line of a village's list, verbatim, with where it stood in the sender's file.</summary>
public sealed class SubmittedLine
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The list it belongs to.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>序号 within the list, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Sheet name; <c>null</c> for csv and jsonl.</summary>
    public string? Sheet { get; init; }

    /// <summary>Row in the sender's file, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>The village's own words, personal data masked.</summary>
    public required string Text { get; init; }

    /// <summary>Duty, signboard or proof.</summary>
    public required DutyKind Kind { get; init; }

    /// <summary>派交单位 as the village wrote it.</summary>
    public string? Issuer { get; init; }

    /// <summary>下达方式: 文件、会议、微信、电话、系统.</summary>
    public string? AssignedThrough { get; init; }

    /// <summary>文号 as the village wrote it.</summary>
    public string? DocumentNumber { get; init; }

    /// <summary>是否签责任书.</summary>
    public bool? ResponsibilityLetter { get; init; }

    /// <summary>是否定指标.</summary>
    public bool? Target { get; init; }

    /// <summary>是否排名考核.</summary>
    public bool? Ranking { get; init; }

    /// <summary>是否要求代收垫付.</summary>
    public bool? AdvancePayment { get; init; }

    /// <summary>是否填表报数.</summary>
    public bool? Reporting { get; init; }

    /// <summary>填表报数的频次.</summary>
    public string? ReportFrequency { get; init; }

    /// <summary>有无经费.</summary>
    public bool? Funding { get; init; }

    /// <summary>起始日期.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>截止日期.</summary>
    public DateOnly? EndsOn { get; init; }
}
