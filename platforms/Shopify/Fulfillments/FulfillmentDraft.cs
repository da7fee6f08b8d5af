using Tandem.Sync;

namespace Tandem.Shopify.Fulfillments;

/// <summary>A fulfillment to be written (Shopify FulfillmentInput): units of fulfillment orders of one order and one location.</summary>
/// <param name="Tracking">Null while there is none.</param>
/// <param name="NotifyCustomer">Shopify sends the buyer its shipping confirmation.</param>
public sealed record FulfillmentDraft(IReadOnlyList<FulfillmentOrderShare> Shares, TrackingDraft? Tracking, bool NotifyCustomer);

/// <summary>Units of one fulfillment order.</summary>
public sealed record FulfillmentOrderShare(FulfillmentOrderId Order, IReadOnlyList<FulfillmentOrderUnits> Units);

/// <param name="Quantity">At least 1, at most what remains.</param>
public sealed record FulfillmentOrderUnits(FulfillmentOrderLineId Line, int Quantity);

/// <summary>Tracking to be written; it replaces what is there.</summary>
/// <param name="Carrier">As Odoo names it; where Shopify knows it, it gets Shopify's spelling.</param>
/// <param name="Numbers">One for each package.</param>
/// <param name="Links">In the sequence of the numbers; empty lets Shopify make them for carriers that it knows.</param>
public sealed record TrackingDraft(string? Carrier, IReadOnlyList<string> Numbers, IReadOnlyList<Uri> Links);
