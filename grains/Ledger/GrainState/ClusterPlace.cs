using System.Net;
using System.Net.Sockets;
using Tandem.Grains.Settings;

namespace Tandem.Grains.Ledger;

/// <summary>Where the other servers of a PostgreSQL database reach this one (section <c>Cluster</c>).</summary>
public sealed class ClusterPlace
{
    public const string Section = "Cluster";

    /// <summary>The word for "whatever address this machine's name has".</summary>
    public const string Own = "own";

    /// <summary>An address of this machine, or <c>own</c>; without it only servers of the same machine can join.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>One of its own for each server on a machine, the same at each start: a server that crashed is then known again at once. 0 takes a free one.</summary>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>As <see cref="SiloPort"/>.</summary>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>Other machines reach this server.</summary>
    public bool IsPublished => !IPAddress.TryParse(Address, out var address) || !IPAddress.IsLoopback(address);

    /// <exception cref="SettingsException">The address is none, or this machine's name has none.</exception>
    public IPAddress Resolve()
    {
        if (IPAddress.TryParse(Address, out var address)) return address;
        if (!Address.Equals(Own, StringComparison.OrdinalIgnoreCase))
            throw new SettingsException($"Cluster:Address is “{Address}”, which is no IP address: write one of this machine that the other servers reach, such as 10.0.0.5, or “{Own}” for the one that this machine's name has.");
        return Array.Find(Dns.GetHostAddresses(Dns.GetHostName()), one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one))
            ?? throw new SettingsException($"Cluster:Address is “{Own}”, but the name of this machine ({Dns.GetHostName()}) has no address that others reach: write the address itself, such as 10.0.0.5.");
    }
}
