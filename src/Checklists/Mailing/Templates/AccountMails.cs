namespace Checklists.Mailing.Templates;

/// <summary>An account was made for somebody, who chooses a password behind the link.</summary>
/// <param name="DisplayName">Whom the account is for.</param>
/// <param name="Office">The region or office it works for.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Link">Where the password is chosen; holds a token that works once.</param>
/// <param name="ValidUntil">When the link ends.</param>
public sealed record Invitation(string DisplayName, string Office, string UserName, Uri Link, DateTimeOffset ValidUntil) : MailMatter
{
    internal static Invitation Sample => new(
        "示例镇党政办", "示例县示例镇", "shili", new Uri("https://checklists.example/account/welcome?token=sample"), new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero));

    internal override string Kind => MailKinds.Invitation;

    internal override TemplateValues Values() => new TemplateValues()
        .Text("姓名", DisplayName)
        .Text("单位", Office)
        .Text("用户名", UserName)
        .Text("链接", Link.AbsoluteUri)
        .Text("有效期至", Moment(ValidUntil));
}

/// <summary>Somebody asked for a new password.</summary>
/// <param name="DisplayName">Whose account it is.</param>
/// <param name="Link">Where the password is chosen; holds a token that works once.</param>
/// <param name="ValidUntil">When the link ends.</param>
public sealed record PasswordReset(string DisplayName, Uri Link, DateTimeOffset ValidUntil) : MailMatter
{
    internal static PasswordReset Sample => new(
        "示例镇党政办", new Uri("https://checklists.example/account/reset?token=sample"), new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero));

    internal override string Kind => MailKinds.PasswordReset;

    internal override TemplateValues Values() => new TemplateValues()
        .Text("姓名", DisplayName)
        .Text("链接", Link.AbsoluteUri)
        .Text("有效期至", Moment(ValidUntil));
}
