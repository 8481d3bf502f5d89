using Checklists.Matching;

namespace Checklists.Compliance;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>进行中.</summary>
    Running = 0,

    /// <summary>已封存: nothing in it changes any more.</summary>
    Sealed = 1,
}

/// <summary>The weekly compliance run of a county: one per county and ISO week, whatever crashed or slept.</summary>
public sealed class ComplianceRun
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>12-digit code of the county.</summary>
    public required string CountyCode { get; init; }

    /// <summary>ISO 8601 week, for example 2026-W47.</summary>
    public required string Week { get; init; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; set; }

    /// <summary>Run after its week had ended (补跑).</summary>
    public required bool IsLate { get; init; }

    /// <summary>核对截止时点.</summary>
    public required DateTimeOffset CutOff { get; init; }

    /// <summary>The list that the run applies.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was sealed.</summary>
    public DateTimeOffset? SealedAt { get; set; }

    /// <summary>The workflow instance behind it.</summary>
    public string? WorkflowInstanceId { get; set; }
}

/// <summary>A township's part of a run: written once, in one transaction with its certificates and its mail.</summary>
public sealed class TownshipRun
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The township.</summary>
    public required string TownshipCode { get; init; }

    /// <summary>When its part was written; <c>null</c> while it is still to do.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>How many villages it has.</summary>
    public int Villages { get; set; }

    /// <summary>How many certificates were issued.</summary>
    public int Certificates { get; set; }
}

/// <summary>A village's part of a run.</summary>
public sealed class VillageRun
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The village.</summary>
    public required string VillageCode { get; init; }

    /// <summary>The list that was looked at; <c>null</c> stands for 待提交.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>The certificate; <c>null</c> stands for 待提交.</summary>
    public string? CertificateNumber { get; init; }

    /// <summary>Lines by verdict, indexed by <see cref="VerdictKind"/>.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Lines that wait for a person.</summary>
    public required int Open { get; init; }
}
