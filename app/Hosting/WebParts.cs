using Tandem.App.Admin;
using Tandem.App.Install;
using Tandem.App.Operate;
using Tandem.App.Privacy;
using Tandem.App.Telemetry;
using Tandem.App.Webhooks;

namespace Tandem.App.Hosting;

/// <summary>What the server answers over HTTP.</summary>
public static class WebParts
{
    public static void AddTandemWeb(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddWebhooks();
        builder.Services.AddSingleton<IOdooConnections, DecidedConnections>();
        builder.Services.AddSingleton<ManagedInstall>().AddSingleton<InstallState>().AddSingleton<CodeInstall>();
        builder.Services.AddHostedService<ErasureWork>();
        builder.Services.AddTandemAdmin(builder.Configuration);
        builder.Services.AddSingleton<Readiness>();
        builder.AddTandemLimits();
        builder.Services.AddTandemTelemetry(builder.Configuration);
    }

    public static void MapTandem(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapWebhooks().RequireRateLimiting(Limits.Deliveries);
        app.MapTandemAdmin();
        CodeInstall.Map(app);
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", Ready);
    }

    /// <summary>Ready means that a webhook could be kept now, and worked on.</summary>
    private static async Task<IResult> Ready(Readiness readiness, CancellationToken stop) =>
        await readiness.Missing(stop) is { Count: > 0 } missing
            ? Results.Text(string.Join('\n', missing), statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready");
}
