using Tandem.Grains.Failures;
using Tandem.Grains.Ledger;
using Tandem.Shopify.Failures;
using Tandem.Shopify.Fulfillments;
using Tandem.Shopify.Orders;
using Tandem.Shopify.Products;
using Tandem.Sync;
using Tandem.Sync.Decisions;
using Tandem.Sync.Life;
using Tandem.Sync.Orders;

namespace Tandem.Grains.Orders;

/// <summary>What an order's pass tells Shopify: where it is in Odoo, and what left the warehouse.</summary>
/// <param name="marks">By what an order is marked: with others where it goes with them.</param>
/// <param name="settles">How long a write whose answer is missing may still be carried out.</param>
internal sealed class OrderPost(ShopDomain shop, IShopOrders orders, IOrderMarking marks, IShopFulfillments fulfillments, IShopOrderFields fields, TimeSpan settles)
{
    public Task<OrderMetafields?> Fields(ShopOrder order, IReadOnlyList<CustomFieldDecision> asked, CancellationToken stop) => fields.Of(shop, order.Id, asked, stop);

    public Task<IReadOnlyDictionary<int, string>> Set(IReadOnlyList<MetafieldChange> changes, CancellationToken stop) => fields.Set(shop, changes, stop);

    public Task<ShopOrder> ReadAgain(ShopOrder order, CancellationToken stop) => orders.Read(shop, order.Id, stop);

    public Task Mark(ShopOrder order, OdooMark mark, CancellationToken stop) => marks.Mark(shop, order.Id, mark, stop);

    /// <summary>Carries out a step that writes to Shopify; what may have happened is thrown as such, so that the next pass looks before it writes again.</summary>
    /// <exception cref="ShopifyException">Shopify refused.</exception>
    /// <exception cref="UnansweredException">Nobody knows whether it happened.</exception>
    public async Task Do(LifeStep step, OrderLink link, Trail trail, CancellationToken stop)
    {
        switch (step)
        {
            case LifeStep.Fulfill sent:
                var made = Written(await fulfillments.Create(shop, Draft(sent), stop));
                link.Remember(sent.Picking.Id, made.Id);
                trail.Note("fulfil", $"{sent.Picking.Name} became {made.Name} in Shopify with {sent.Parts.Sum(part => part.Quantity)} units{(sent.Tracking is null ? "" : " and its tracking number")}.", ActivityOutcome.Done, Picking.Model, sent.Picking.Id.Value);
                break;
            case LifeStep.Track track:
                var tracked = Written(await fulfillments.Track(shop, track.Fulfillment, Tracking(track.Tracking), track.NotifyCustomer, stop));
                trail.Note("track", $"{tracked.Name} in Shopify got the tracking number that stands in Odoo.");
                break;
            case LifeStep.MoveFulfillment move:
                Moved(await fulfillments.Move(shop, move.FulfillmentOrder, move.To, [.. move.Lines.Select(line => new FulfillmentOrderUnits(line.Line, line.Quantity))], stop));
                trail.Note("move", $"What is to be sent was assigned in Shopify to location {move.To}, from which it left.");
                break;
            default:
                throw new InvalidOperationException($"No rule for {step.GetType().Name}.");
        }
    }

    private static FulfillmentDraft Draft(LifeStep.Fulfill sent) => new(
        [.. sent.Parts.GroupBy(part => part.FulfillmentOrder).Select(part => new FulfillmentOrderShare(part.Key, [.. part.Select(unit => new FulfillmentOrderUnits(unit.Line, unit.Quantity))]))],
        sent.Tracking is { } tracking ? Tracking(tracking) : null, sent.NotifyCustomer);

    private static TrackingDraft Tracking(ShopTracking tracking) => new(
        tracking.Company,
        ShippingOutFlow.Numbers(tracking),
        Uri.TryCreate(tracking.Url, UriKind.Absolute, out var url) ? [url] : []);

    private ShopFulfillment Written(FulfillmentWriting writing) => writing switch
    {
        FulfillmentWriting.Written written => written.Fulfillment,
        FulfillmentWriting.NotDone refused => throw new ShopifyException(refused.Failure),
        FulfillmentWriting.Unknown unknown => throw new UnansweredException(unknown.Failure, settles),
        var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
    };

    private void Moved(FulfillmentMoving moving)
    {
        if (moving is FulfillmentMoving.NotDone refused) throw new ShopifyException(refused.Failure);
        if (moving is FulfillmentMoving.Unknown unknown) throw new UnansweredException(unknown.Failure, settles);
    }
}
