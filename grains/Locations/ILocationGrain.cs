using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Tandem.Grains.Orders;

namespace Tandem.Grains.Locations;

/// <summary>The single writer of one location's stock; its key is the record key, <c>alpha.myshopify.com/location/7001</c>.</summary>
[Alias("tandem.location"), Version(1)]
public interface ILocationGrain : IGrainWithStringKey
{
    /// <summary>Brings every level that is due to what Odoo has, whatever woke it.</summary>
    [Alias("bring-up-to-date"), ResponseTimeout("00:15:00")]
    Task<PassResult> BringUpToDate(WakeUp wake);

    /// <summary>Whether it is at work now; one who waits for an answer learns so that there will be none.</summary>
    [Alias("is-under-way"), AlwaysInterleave]
    Task<bool> IsUnderWay();
}
