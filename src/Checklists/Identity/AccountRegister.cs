using System.Security.Cryptography;
using Checklists.Audit;
using Checklists.Platform.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Checklists.Identity;

/// <summary>An account to be made.</summary>
/// <param name="UserName">Sign-in name: Latin letters, digits, <c>-</c>, <c>.</c>, <c>_</c>.</param>
/// <param name="DisplayName">Name on pages; an office rather than a person where possible.</param>
/// <param name="Role">The person's part in the work; must fit the region's level.</param>
/// <param name="RegionCode">12-digit code of an existing region.</param>
public sealed record NewAccount(string UserName, string DisplayName, AccountRole Role, string RegionCode);

/// <summary>What came of making an account.</summary>
public abstract record AccountCreation;

/// <summary>The account exists now.</summary>
/// <param name="AccountId">Its id.</param>
/// <param name="Password">Its first password: shown once, kept nowhere.</param>
public sealed record AccountCreated(Guid AccountId, string Password) : AccountCreation;

/// <summary>Nothing was made.</summary>
/// <param name="Message">What is wrong and what to do, in Chinese.</param>
public sealed record AccountRefused(string Message) : AccountCreation;

/// <summary>Makes accounts and renews their passwords. Passwords are drawn at random, never chosen by whoever makes the account.</summary>
public sealed class AccountRegister(UserManager<Account> accounts, ChecklistsDbContext db, AuditLog audit)
{
    // Without 0 O 1 l I: the password is read from a screen or a slip of paper.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 16;

    /// <summary>The end of a lock that stands for a switched-off account; a lock after failed sign-ins ends in minutes.</summary>
    public static readonly DateTimeOffset SwitchedOff = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A random password of 16 characters (about 92 bits), in groups of four for reading aloud.</summary>
    public static string DrawPassword()
    {
        var drawn = RandomNumberGenerator.GetString(Alphabet, PasswordLength);
        return string.Join('-', drawn.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>Makes an account with a random password.</summary>
    public async Task<AccountCreation> CreateAsync(NewAccount wanted, string actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (await RefusalAsync(wanted, ct) is { } refusal)
        {
            return new AccountRefused(refusal);
        }

        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            UserName = wanted.UserName,
            DisplayName = wanted.DisplayName.Trim(),
            Role = wanted.Role,
            RegionCode = wanted.RegionCode,
            LockoutEnabled = true,
        };
        var password = DrawPassword();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await accounts.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            return new AccountRefused(Explain(result, wanted.UserName));
        }

        await audit.AppendAsync(db, actor, "account.created", wanted.UserName, new { role = wanted.Role.ToString(), region = wanted.RegionCode }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new AccountCreated(account.Id, password);
    }

    /// <summary>Gives an account a new random password and ends its sessions; <c>null</c> when there is no such account.</summary>
    public async Task<string?> RenewPasswordAsync(Guid accountId, string actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
        {
            return null;
        }

        var password = DrawPassword();
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        await accounts.UpdateSecurityStampAsync(account);
        await audit.AppendAsync(db, actor, "account.password-renewed", account.UserName!, new { }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return password;
    }

    /// <summary>Switches an account off (sessions and tokens end) or on again; <c>false</c> when there is no such account.</summary>
    public async Task<bool> SwitchAsync(Guid accountId, bool on, string actor, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account)
        {
            return false;
        }

        account.LockoutEnd = on ? null : SwitchedOff;
        await accounts.UpdateSecurityStampAsync(account);
        await audit.AppendAsync(db, actor, on ? "account.switched-on" : "account.switched-off", account.UserName!, new { }, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<string?> RefusalAsync(NewAccount wanted, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(wanted.DisplayName) || wanted.DisplayName.Length > 60)
        {
            return "“显示名称”应为 1 到 60 个字，请填写岗位或单位名称，例如“东皇街道党建办”。";
        }

        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Code == wanted.RegionCode, ct);
        if (region is null)
        {
            return $"区划代码“{wanted.RegionCode}”不存在，请填写已导入的 12 位统计用区划代码。";
        }

        return AccessRules.Fits(wanted.Role, wanted.RegionCode)
            ? null
            : $"“{RoleText.Label(wanted.Role)}”与“{region.Name}”的层级不符：村提交员对应村（社区），乡镇初核员对应乡镇（街道），县复核员和系统管理员对应县。";
    }

    private static string Explain(IdentityResult result, string userName) =>
        result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
            ? $"账号“{userName}”已被使用，请换一个账号名。"
            : $"账号“{userName}”不能使用：账号名只能由字母、数字和 - . _ 组成，且不能为空。";
}
