namespace Checklists.Mailing.Addresses;

/// <summary>Which addresses mails may go to: well-formed ones, in an allowed domain when domains are listed.</summary>
public sealed class RecipientPolicy
{
    private readonly HashSet<string> _domains;

    /// <summary>Makes the policy.</summary>
    /// <param name="allowedDomains">Domains, sub-domains not included; empty allows every domain except internationalised (xn--) ones, whose look-alikes nobody can tell apart.</param>
    public RecipientPolicy(IReadOnlyList<string> allowedDomains)
    {
        _domains = new HashSet<string>(allowedDomains.Select(d => d.Trim().ToLowerInvariant()), StringComparer.Ordinal);
    }

    /// <summary>Why an address is not written to and what to do, in Chinese; <c>null</c> when it may be.</summary>
    public string? Refusal(string? address)
    {
        if (MailAddress.Problem(address) is { } problem)
        {
            return problem;
        }

        var domain = MailAddress.DomainOf(address!);
        if (_domains.Count > 0)
        {
            return _domains.Contains(domain)
                ? null
                : $"邮箱域名 {domain} 不在允许的范围内（{string.Join("、", _domains.Order(StringComparer.Ordinal))}），请改用政务邮箱，或由管理员在允许的域名中添加。";
        }

        return domain.Split('.').Any(label => label.StartsWith("xn--", StringComparison.Ordinal))
            ? $"邮箱域名 {domain} 是国际化编码域名，容易仿冒；确需使用时，请管理员把它列入允许的域名。"
            : null;
    }
}
