using System.Net;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Tandem.Grains.Ledger;

/// <summary>How silos find one another.</summary>
public static class Membership
{
    /// <summary>One silo that nobody joins, on ports that are free at the moment.</summary>
    public static ISiloBuilder AddTandemMembership(this ISiloBuilder silo, int siloPort, int gatewayPort) =>
        silo.UseLocalhostClustering(siloPort, gatewayPort, null, "tandem", "tandem")
            .Configure<EndpointOptions>(options => options.AdvertisedIPAddress = IPAddress.Loopback);
}
