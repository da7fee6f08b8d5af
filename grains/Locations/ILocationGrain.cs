using Orleans;
using Tandem.Grains.Orders;

namespace Tandem.Grains.Locations;

/// <summary>The single writer of one location's stock; its key is the record key, <c>alpha.myshopify.com/location/7001</c>.</summary>
[Alias("tandem.location")]
public interface ILocationGrain : IGrainWithStringKey
{
    /// <summary>Brings every level that is due to what Odoo has, whatever woke it.</summary>
    [Alias("bring-up-to-date"), ResponseTimeout("00:15:00")]
    Task<PassResult> BringUpToDate(WakeUp wake);
}
