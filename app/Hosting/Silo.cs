using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Tandem.Grains.Ledger;

namespace Tandem.App.Hosting;

/// <summary>The silo inside the host.</summary>
internal static class Silo
{
    /// <summary>One silo that nobody else joins.</summary>
    public static void AddTandemSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            // A pass may wait for a slow Odoo; its own time limits end it.
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromMinutes(15));
            silo.AddTandemStorage(builder.Configuration);
            silo.AddTandemMembership(FreePort(), FreePort());
        });
    }

    /// <summary>Several hosts may run on one machine, in tests and beside a command; none needs a fixed port.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
