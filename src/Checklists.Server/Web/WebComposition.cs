using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Checklists.Certificates;
using Checklists.Compliance;
using Checklists.Identity;
using Checklists.Mailing;
using Checklists.Platform.Database;
using Checklists.Regions;
using Checklists.Reviews;
using Checklists.Server.Api;
using Checklists.Submissions;
using Hangfire;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.WebEncoders;

namespace Checklists.Server.Web;

/// <summary>Adds the pages and the HTTP interface to a host that already has the domain's services.</summary>
public static class WebComposition
{
    /// <summary>The policy of pages and endpoints for administrators.</summary>
    public const string Administrators = "administrators";

    private const string AnyScheme = "cookie-or-token";

    /// <summary>Registers everything the web needs.</summary>
    public static WebApplicationBuilder AddChecklistsWeb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        AddReaders(services);
        AddSignIn(services);
        AddPages(services);
        services.AddChecklistsApi();
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = UploadLimit.OtherBytes;
        });
        return builder;
    }

    /// <summary>Puts the web's steps and routes into the application.</summary>
    public static WebApplication UseChecklistsWeb(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<SecurityHeaders>();
        app.UseResponseCompression();
        app.UseWhen(c => !IsApi(c), pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
        app.UseWhen(IsApi, api =>
        {
            api.UseExceptionHandler(ApiProblem.HandleException);
            api.UseStatusCodePages(ApiProblem.DescribeStatusAsync);
        });
        if (!app.Environment.IsDevelopment())
        {
            app.UseWhen(c => c.Request.IsHttps, secure => secure.UseHsts());
        }

        app.UseStaticFiles(StaticFiles());
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<UploadLimit>();
        app.MapRazorPages();
        app.MapChecklistsApi();
        app.MapOperations();
        app.MapBlankForm();
        MapDashboard(app);
        return app;
    }

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static void AddReaders(IServiceCollection services) => services
        .AddScoped<VillageListView>()
        .AddScoped<TownshipDesk>()
        .AddScoped<CountyDesk>()
        .AddScoped<RunView>()
        .AddScoped<CertificateLookup>()
        .AddScoped<RegionMails>()
        .AddScoped<RegionDirectory>();

    private static void AddSignIn(IServiceCollection services)
    {
        // The accounts themselves are the domain's; the web adds signing in.
        new IdentityBuilder(typeof(Account), services).AddSignInManager().AddDefaultTokenProviders();
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, ViewerClaims>();
        services.AddDataProtection().SetApplicationName("Checklists").PersistKeysToDbContext<ChecklistsDbContext>();
        // A changed role or a switched-off account takes effect within this time.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, o => o.ForwardDefaultSelector = context =>
                TokenAuthentication.IsShown(context.Request) && IsApi(context) ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "checklists";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
            o.LoginPath = "/signin";
            o.ReturnUrlParameter = "next";
            o.Events.OnRedirectToLogin = context => IsApi(context.HttpContext) ? Status(context, StatusCodes.Status401Unauthorized) : Redirect(context);
            // What somebody may not see does not exist for them.
            o.Events.OnRedirectToAccessDenied = context => Status(context, StatusCodes.Status404NotFound);
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Administrators, p => p.RequireAuthenticatedUser()
                .RequireAssertion(c => ViewerClaims.Read(c.User) is { } viewer && AccessRules.MayAdminister(viewer)));
    }

    private static Task Status(Microsoft.AspNetCore.Authentication.RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task Redirect(Microsoft.AspNetCore.Authentication.RedirectContext<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static void AddPages(IServiceCollection services)
    {
        // Razor Pages check the antiforgery token of every form by themselves; only the error page, which may stand in for a
        // refused form, does not.
        services.AddRazorPages()
            // The pages live in this assembly, also when another one (a test, the command line) is the program.
            .AddApplicationPart(typeof(WebComposition).Assembly);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "checklists.form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = ViewerPage.NoticeCookie;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<RouteOptions>(o => o.LowercaseUrls = true);
        // The web form has 15 fields a line.
        services.Configure<FormOptions>(o => o.ValueCountLimit = 2048);
        // Chinese goes out as itself, not as &#x…;: a third of the bytes.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
    }

    private static StaticFileOptions StaticFiles() => new()
    {
        // Beside the program, not in the current directory: the service may be started from anywhere.
        FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
    };

    private static void MapDashboard(WebApplication app)
    {
        if (app.Services.GetService<JobStorage>() is null)
        {
            return;
        }

        app.MapHangfireDashboard("/hangfire", new DashboardOptions
        {
            // The endpoint's own policy decides; Hangfire's default filter would trust whoever comes from this machine.
            Authorization = [],
            DashboardTitle = "后台作业",
            DisplayStorageConnectionString = false,
        }).RequireAuthorization(Administrators);
    }
}
