using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Tandem.Sync.Records;

namespace Tandem.Grains.Orders;

/// <summary>The single writer of one order; its key is the record key, <c>alpha.myshopify.com/order/1001</c>.</summary>
[Alias("tandem.order"), Version(1)]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Reads the order in Shopify again and brings Odoo to its state, whatever woke it.</summary>
    [Alias("bring-up-to-date"), ResponseTimeout("00:15:00")]
    Task<PassResult> BringUpToDate(WakeUp wake);

    /// <summary>Whether it is being looked at now; one who waits for an answer learns so that there will be none.</summary>
    [Alias("is-under-way"), AlwaysInterleave]
    Task<bool> IsUnderWay();
}

/// <summary>Why the order is looked at now.</summary>
/// <param name="Source">Who said so; a person or the reconciler wants Odoo looked at even when Shopify has not changed.</param>
/// <param name="CreateAgain">A person decided that an order deleted in Odoo is to be created once more.</param>
/// <param name="Pilot">The order is tried out before its shop works: paused flows do not hold it.</param>
/// <param name="SignalledAt">When the oldest of the folded signals was received; the latency is counted from it.</param>
[GenerateSerializer, Immutable, Alias("tandem.wake-up")]
public sealed record WakeUp(
    [property: Id(0)] SignalSource Source,
    [property: Id(1)] DateTimeOffset? SignalledAt = null,
    [property: Id(2)] bool CreateAgain = false,
    [property: Id(3)] bool Pilot = false);

/// <summary>Where the order is after the pass; the rows in the ledger say it in full.</summary>
/// <param name="InStep">Both sides agree, or a rule of the shop leaves the order out.</param>
[GenerateSerializer, Immutable, Alias("tandem.pass-result")]
public sealed record PassResult([property: Id(0)] bool InStep, [property: Id(1)] string Sentence);
