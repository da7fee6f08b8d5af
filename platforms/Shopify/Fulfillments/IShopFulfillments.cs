using Tandem.Sync;

namespace Tandem.Shopify.Fulfillments;

/// <summary>What is sent, written into shops. No call is ever repeated by itself, and no failure of Shopify is thrown.</summary>
public interface IShopFulfillments
{
    /// <summary>Writes goods that left.</summary>
    Task<FulfillmentWriting> Create(ShopDomain shop, FulfillmentDraft draft, CancellationToken cancellationToken);

    /// <summary>Replaces a fulfillment's tracking.</summary>
    Task<FulfillmentWriting> Track(ShopDomain shop, FulfillmentId fulfillment, TrackingDraft tracking, bool notifyCustomer, CancellationToken cancellationToken);

    /// <summary>Takes a fulfillment back; Shopify accepts this of one that is cancelled already.</summary>
    Task<FulfillmentWriting> Cancel(ShopDomain shop, FulfillmentId fulfillment, CancellationToken cancellationToken);

    /// <summary>Assigns a fulfillment order to another location.</summary>
    /// <param name="units">What moves; empty for all that remains.</param>
    Task<FulfillmentMoving> Move(
        ShopDomain shop, FulfillmentOrderId order, LocationId location, IReadOnlyList<FulfillmentOrderUnits> units, CancellationToken cancellationToken);
}
