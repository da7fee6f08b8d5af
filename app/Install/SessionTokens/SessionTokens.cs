using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Tandem.App.Admin;

namespace Tandem.App.Install;

/// <summary>Session tokens of the Shopify admin as an authentication scheme; the pages' policy asks for it.</summary>
public static partial class SessionTokens
{
    /// <summary>Name of the scheme and of the policy.</summary>
    public const string Scheme = "session";

    /// <summary>The query parameter in which the admin hands over the token when it loads a document.</summary>
    public const string DocumentParameter = "id_token";

    public static IServiceCollection AddSessionTokens(this IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme).Configure<IOptions<AdminSettings>, TimeProvider, ILogger<AdminSession>>(Configure);
        services.AddAuthorizationBuilder().AddPolicy(Scheme, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }

    private static void Configure(JwtBearerOptions bearer, IOptions<AdminSettings> settings, TimeProvider clock, ILogger<AdminSession> logger)
    {
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters = SessionTokenRules.Of(settings.Value, clock);
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = TakeFromDocument,
            OnTokenValidated = KeepOnlySession,
            // The kind of the failure only: its message may quote the token.
            OnAuthenticationFailed = context =>
            {
                if (logger.IsEnabled(LogLevel.Information)) TokenRefused(logger, context.Exception.GetType().Name);
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                context.HandleResponse();
                return SessionChallenge.Answer(context.HttpContext, settings.Value);
            },
        };
    }

    private static Task TakeFromDocument(MessageReceivedContext context)
    {
        if (IsDocument(context.Request)) context.Token = context.Request.Query[DocumentParameter];
        return Task.CompletedTask;
    }

    private static Task KeepOnlySession(TokenValidatedContext context)
    {
        if (SessionClaims.Read((JsonWebToken)context.SecurityToken) is { } session) context.Principal = session.ToPrincipal(Scheme);
        else context.Fail("No session of a shop's admin.");
        return Task.CompletedTask;
    }

    /// <summary>The token that the request was let in with.</summary>
    internal static string Of(HttpRequest request) => IsDocument(request)
        ? request.Query[DocumentParameter].ToString()
        : request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : "";

    /// <summary>Documents are loaded by the browser, without a header; everything else goes through App Bridge's fetch.</summary>
    internal static bool IsDocument(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0;

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Session token refused: {Kind}")]
    private static partial void TokenRefused(ILogger logger, string kind);
}
