using Tandem.Sync;
using Tandem.Sync.Privacy;

namespace Tandem.Grains.Ledger;

/// <summary>What the ledger holds of one customer in Shopify's own words: the kept messages about their orders.</summary>
public interface IHoldings
{
    /// <summary>Messages about the customer's orders, and any other that names the customer; the oldest first.</summary>
    Task<IReadOnlyList<HeldMessage>> Messages(ShopDomain shop, CustomerTraces traces, CancellationToken cancellationToken);
}

/// <summary>One message as Shopify sent it.</summary>
/// <param name="Id">Its number in the inbox.</param>
public sealed record HeldMessage(long Id, long Order, string Topic, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Body);
