using Tandem.App.Admin;
using Tandem.App.Install;
using Tandem.App.Operate;
using Tandem.App.Privacy;
using Tandem.App.Webhooks;
using Tandem.Grains.Ledger;

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
    }

    public static void MapTandem(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapWebhooks();
        app.MapTandemAdmin();
        CodeInstall.Map(app);
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", Ready);
    }

    /// <summary>Ready means that a webhook could be kept now.</summary>
    private static async Task<IResult> Ready(IInbox inbox, CancellationToken stop)
    {
        try
        {
            await inbox.Backlogs(stop);
            return Results.Text("ready");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
