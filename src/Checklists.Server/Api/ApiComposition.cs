using Checklists.Identity;
using Checklists.Server.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Checklists.Server.Api;

/// <summary>The interface for machines: everything under <c>/api/v1</c> and its description.</summary>
public static class ApiComposition
{
    /// <summary>Registers what the interface needs.</summary>
    public static IServiceCollection AddChecklistsApi(this IServiceCollection services)
    {
        services.AddScoped<IdempotentAnswers>();
        services.ConfigureHttpJsonOptions(o => ApiJson.Apply(o.SerializerOptions));
        services.AddOpenApi("v1", o =>
        {
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Checklists", Version = "v1", Description = "村级减负清单核对接口" };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "个人访问令牌，在“我的账号”页生成" },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
                return Task.CompletedTask;
            });
        });
        return services;
    }

    /// <summary>Maps the interface and its description.</summary>
    public static void MapChecklistsApi(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = routes.MapGroup("/api/v1").RequireAuthorization(new AuthorizeAttribute()).AddEndpointFilter(RefuseForgedAsync)
            // The upload reads its form itself; forged requests are refused by the filter above.
            .DisableAntiforgery();
        api.MapSubmissions();
        api.MapVillages();
        api.MapReviews();
        api.MapCertificates();
        api.MapRuns();
    }

    /// <summary>The caller.</summary>
    public static Viewer Caller(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ViewerClaims.Read(context.User) ?? throw new InvalidOperationException("The principal carries no viewer.");
    }

    /// <summary>
    /// A browser's cookie goes along with a forged request, a token does not: a request that changes something and
    /// is signed in by cookie must show the antiforgery token of a page as well.
    /// </summary>
    private static async ValueTask<object?> RefuseForgedAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (changes && !TokenAuthentication.IsShown(http.Request)
            && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            return Results.Json(
                new ApiProblem(400, "请求来源不明", "用浏览器登录状态调用接口时，请在请求头 RequestVerificationToken 中带上页面的防伪令牌；程序请改用访问令牌。"),
                ApiJson.Options, ApiProblem.ContentType, 400);
        }

        return await next(context);
    }
}
