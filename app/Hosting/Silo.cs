using Orleans.Configuration;
using Tandem.Grains.Ledger;
using Tandem.Grains.Telemetry;

namespace Tandem.App.Hosting;

/// <summary>The silo inside the host.</summary>
internal static class Silo
{
    public static void AddTandemSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            // A pass may wait for a slow Odoo; its own time limits end it.
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(15));
            silo.AddTandemStorage(builder.Configuration);
            silo.AddTandemMembership(builder.Configuration);
            silo.AddTandemTraces();
        });
    }
}
