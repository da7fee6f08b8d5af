using Tandem.Shopify.Failures;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Fulfillments;

/// <summary>What became of writing a fulfillment.</summary>
public abstract record FulfillmentWriting
{
    private FulfillmentWriting() { }

    /// <param name="Fulfillment">As Shopify states it now, with at most its first hundred lines.</param>
    public sealed record Written(ShopFulfillment Fulfillment) : FulfillmentWriting;

    /// <summary>Nothing changed in Shopify.</summary>
    public sealed record NotDone(ShopifyFailure Failure) : FulfillmentWriting;

    /// <summary>It may have happened: the order is read again before anything is decided.</summary>
    public sealed record Unknown(ShopifyFailure Failure) : FulfillmentWriting;
}

/// <summary>What became of moving a fulfillment order to another location.</summary>
public abstract record FulfillmentMoving
{
    private FulfillmentMoving() { }

    /// <param name="Order">What is to be sent from the new location: another fulfillment order when only a part moved.</param>
    public sealed record Moved(ShopFulfillmentOrder Order) : FulfillmentMoving;

    /// <summary>Nothing changed in Shopify.</summary>
    public sealed record NotDone(ShopifyFailure Failure) : FulfillmentMoving;

    /// <summary>It may have happened: the order is read again before anything is decided.</summary>
    public sealed record Unknown(ShopifyFailure Failure) : FulfillmentMoving;
}
