using Checklists.Platform.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Checklists.Identity;

/// <summary>Registers accounts and tokens; the command line uses them without the web.</summary>
public static class IdentityComposition
{
    /// <summary>Failed sign-ins in a row after which an account rests.</summary>
    public const int FailuresBeforeRest = 10;

    /// <summary>How long it rests. Short, so that somebody else's guessing does not keep the owner out for long.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    /// <summary>PBKDF2 rounds of a stored password: OWASP asks for 210,000 with HMAC-SHA-512; this keeps a margin and costs some 150 ms a sign-in.</summary>
    public const int HashRounds = 600_000;

    /// <summary>Fewest characters of a password that a person chooses.</summary>
    public const int PasswordLength = 12;

    /// <summary>Adds ASP.NET Core Identity over <see cref="ChecklistsDbContext"/>, <see cref="AccountRegister"/> and <see cref="TokenRegister"/>.</summary>
    public static IdentityBuilder AddChecklistsIdentity(this IServiceCollection services)
    {
        services.AddScoped<AccountRegister>();
        services.AddScoped<TokenRegister>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashRounds);
        return services.AddIdentityCore<Account>(o =>
        {
            o.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
            // Length, not character classes: the first password is random and a person's own should be a phrase.
            o.Password.RequiredLength = PasswordLength;
            o.Password.RequireDigit = false;
            o.Password.RequireLowercase = false;
            o.Password.RequireUppercase = false;
            o.Password.RequireNonAlphanumeric = false;
            o.Lockout.MaxFailedAccessAttempts = FailuresBeforeRest;
            o.Lockout.DefaultLockoutTimeSpan = Rest;
            o.Lockout.AllowedForNewUsers = true;
        }).AddEntityFrameworkStores<ChecklistsDbContext>();
    }
}
