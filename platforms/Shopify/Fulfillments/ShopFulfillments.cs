using System.Text.Json.Nodes;
using Tandem.Shopify.Admin;
using Tandem.Shopify.Failures;
using Tandem.Sync;
using Tandem.Sync.Orders;

namespace Tandem.Shopify.Fulfillments;

/// <summary>Fulfillments through the shops' Admin API.</summary>
internal sealed class ShopFulfillments(IShopifyAdmin admin) : IShopFulfillments
{
    public Task<FulfillmentWriting> Create(ShopDomain shop, FulfillmentDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Shares.Count == 0 || draft.Shares.Any(share => share.Units.Count == 0))
            throw new ArgumentException("A fulfillment without units would send all that is left.", nameof(draft));
        return Write(shop, FulfillmentDocuments.Create, new JsonObject { ["fulfillment"] = FulfillmentDocuments.Input(draft) }, cancellationToken);
    }

    public Task<FulfillmentWriting> Track(
        ShopDomain shop, FulfillmentId fulfillment, TrackingDraft tracking, bool notifyCustomer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tracking);
        var variables = new JsonObject { ["id"] = fulfillment.Gid, ["tracking"] = FulfillmentDocuments.Input(tracking), ["notify"] = notifyCustomer };
        return Write(shop, FulfillmentDocuments.Tracking, variables, cancellationToken);
    }

    public Task<FulfillmentWriting> Cancel(ShopDomain shop, FulfillmentId fulfillment, CancellationToken cancellationToken) =>
        Write(shop, FulfillmentDocuments.Cancel, new JsonObject { ["id"] = fulfillment.Gid }, cancellationToken);

    public async Task<FulfillmentMoving> Move(
        ShopDomain shop, FulfillmentOrderId order, LocationId location, IReadOnlyList<FulfillmentOrderUnits> units, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(units);
        var variables = new JsonObject
        {
            ["id"] = order.Gid,
            ["location"] = location.Gid,
            ["lines"] = units.Count == 0 ? null : FulfillmentDocuments.Units(units),
        };
        try
        {
            return new FulfillmentMoving.Moved(await admin.Run(shop, FulfillmentDocuments.Move, variables, cancellationToken));
        }
        catch (ShopifyException failed)
        {
            return MayHaveHappened(failed.Failure) ? new FulfillmentMoving.Unknown(failed.Failure) : new FulfillmentMoving.NotDone(failed.Failure);
        }
    }

    private async Task<FulfillmentWriting> Write(
        ShopDomain shop, AdminDocument<ShopFulfillment> document, JsonObject variables, CancellationToken cancellationToken)
    {
        try
        {
            return new FulfillmentWriting.Written(await admin.Run(shop, document, variables, cancellationToken));
        }
        catch (ShopifyException failed)
        {
            return MayHaveHappened(failed.Failure) ? new FulfillmentWriting.Unknown(failed.Failure) : new FulfillmentWriting.NotDone(failed.Failure);
        }
    }

    /// <summary>No answer, or one that says neither that it was done nor that it was refused.</summary>
    private static bool MayHaveHappened(ShopifyFailure failure) =>
        failure is ShopifyFailure.Unreachable or ShopifyFailure.ServerError or ShopifyFailure.BadAnswer;
}
