namespace Checklists.Identity;

/// <summary>Who asks: the part of an account that decides what is shown and allowed.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="UserName">Name that the audit log records.</param>
/// <param name="DisplayName">Name on pages.</param>
/// <param name="Role">The person's part in the work.</param>
/// <param name="RegionCode">12-digit code of the region the person works for.</param>
public sealed record Viewer(Guid AccountId, string UserName, string DisplayName, AccountRole Role, string RegionCode);
