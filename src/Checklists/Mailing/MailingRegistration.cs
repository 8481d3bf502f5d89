using Checklists.Mailing.Templates;
using Checklists.Mailing.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Checklists.Mailing;

/// <summary>Puts the module into the container.</summary>
public static class MailingRegistration
{
    /// <summary>
    /// Adds <see cref="MailTemplates"/>, <see cref="MailOutbox"/>, <see cref="MailLedger"/>, <see cref="IMailTransport"/> and <see cref="OutboxSender"/>.
    /// The container must hold an <see cref="NpgsqlDataSource"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="settings">How mails are written.</param>
    /// <param name="server">The mail server; <c>null</c> writes .eml files.</param>
    /// <param name="emlDirectory">Where the .eml files go.</param>
    /// <param name="templateDirectory">Usually seeds/mail.</param>
    /// <exception cref="MailTemplateException">A template is broken; nothing was added.</exception>
    public static IServiceCollection AddMailing(
        this IServiceCollection services, MailSettings settings, SmtpServer? server, string emlDirectory, string templateDirectory)
    {
        services.AddSingleton(MailTemplates.Load(templateDirectory));
        services.AddSingleton(settings);
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<MailLedger>();
        services.AddSingleton<IMailTransport>(provider => server is null
            ? new EmlDirectoryTransport(emlDirectory)
            : new SmtpTransport(server, provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(provider => new OutboxSender(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<IMailTransport>(),
            settings,
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared,
            provider.GetRequiredService<ILogger<OutboxSender>>()));
    }
}
