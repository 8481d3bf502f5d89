using Checklists.Catalogue;

namespace Checklists.Matching;

/// <summary>What the matcher is told about one line.</summary>
/// <param name="Text">The village's own words, verbatim.</param>
/// <param name="Kind">Duty, signboard or proof, as the form says.</param>
/// <param name="Issuer">派交单位: the department or township that assigned the duty, if given.</param>
/// <param name="Flags">The yes/no answers of the form.</param>
public sealed record LineInput(string Text, DutyKind Kind, string? Issuer = null, LineFlags? Flags = null);

/// <summary>The form's yes/no questions; <c>null</c> means not answered. They settle what the wording leaves open.</summary>
/// <param name="ResponsibilityLetter">是否签责任书</param>
/// <param name="Target">是否定指标</param>
/// <param name="Ranking">是否排名考核</param>
/// <param name="AdvancePayment">是否要求代收垫付</param>
/// <param name="Reporting">是否填表报数</param>
/// <param name="Funding">有无经费</param>
public sealed record LineFlags(
    bool? ResponsibilityLetter = null,
    bool? Target = null,
    bool? Ranking = null,
    bool? AdvancePayment = null,
    bool? Reporting = null,
    bool? Funding = null);
