using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Tandem.Grains.Ledger;

/// <summary>How silos find one another: on PostgreSQL all servers of one database are one cluster, on SQLite there is one server.</summary>
public static class Membership
{
    private const string Name = "tandem";

    /// <summary>Joins the servers of the database that <c>ConnectionStrings:Tandem</c> names, at the address and ports of the section <c>Cluster</c>.</summary>
    /// <exception cref="FormatException">A setting cannot be used; the message names it.</exception>
    public static ISiloBuilder AddTandemMembership(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var dialect = Dialect.Of(configuration.GetConnectionString("Tandem"));
        // A silo that nobody joins needs no fixed ports: several hosts may run on one machine, in tests and beside a command.
        if (dialect.OneWriter)
            return silo.UseLocalhostClustering(FreePort(), FreePort(), null, Name, Name).Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);

        var place = configuration.GetSection(ClusterPlace.Section).Get<ClusterPlace>() ?? new ClusterPlace();
        return silo
            .UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (dialect.Invariant, dialect.ConnectionString))
            .Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (Name, Name))
            .Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = place.Resolve();
                options.SiloPort = place.SiloPort > 0 ? place.SiloPort : FreePort();
                options.GatewayPort = place.GatewayPort > 0 ? place.GatewayPort : FreePort();
            });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
